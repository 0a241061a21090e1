import { useState } from "react";
import type { Explanation, Member, Reward } from "../interface";
import { money } from "../money";
import { useDraft } from "../program/DraftKeeper";
import { Trouble } from "../shell/Trouble";
import { pathTo } from "../shell/useRoute";
import { useAsked } from "../useAsked";
import { date } from "../words";
import { Grounds } from "./Grounds";
import { Letters } from "./Letters";
import { MessagesView } from "./MessagesView";
import { RewardsView } from "./RewardsView";
import { TimelineView } from "./TimelineView";

const views = ["Standing", "Timeline", "Rewards", "Messages", "Letters"];

/** One member's whole story. */
export function MemberPage({ member }: { member: string }) {
  const path = `/api/members/${encodeURIComponent(member)}`;
  const { published } = useDraft();
  const currency = (published?.program.currency as string | undefined) ?? "EUR";
  const standing = useAsked<Member>(path);
  const explanation = useAsked<Explanation>(`${path}/explain`);
  const rewards = useAsked<Reward[]>(`${path}/rewards`);
  const [view, setView] = useState("Standing");
  const level = (id: string) => published?.program.tiers?.levels?.find((each: { id: string }) => each.id === id)?.name ?? id;
  return (
    <>
      <p>
        <a href={pathTo("members")}>All members</a>
      </p>
      <h1>Member {member}</h1>
      <Trouble problem={standing.problem} />
      {standing.body && (
        <dl className="figures">
          <Figure name="Tier" value={level(standing.body.tier)} />
          <Figure name="Held until" value={standing.body.tierUntil ? date(standing.body.tierUntil) : "no end"} />
          <Figure name="Spend" value={money(standing.body.spend, currency)} />
          <Figure name="Visits" value={String(standing.body.visits)} />
          <Figure name="Spend in all" value={money(standing.body.lifetimeSpend, currency)} />
          <Figure name="Open rewards" value={String(standing.body.rewards.length)} />
        </dl>
      )}
      <nav className="tabs" aria-label="Of this member">
        {views.map((each) => (
          <button key={each} type="button" aria-pressed={each === view} onClick={() => setView(each)}>
            {each}
          </button>
        ))}
      </nav>
      {view === "Standing" && standing.body && explanation.body && (
        <Grounds standing={standing.body} explanation={explanation.body} currency={currency} level={level} />
      )}
      {view === "Timeline" && <TimelineView path={`${path}/timeline`} currency={currency} level={level} />}
      {view === "Rewards" && rewards.body && <RewardsView rewards={rewards.body} explanation={explanation.body} />}
      {view === "Messages" && explanation.body && <MessagesView messages={explanation.body.messages} />}
      {view === "Letters" && <Letters member={member} />}
      <Trouble problem={explanation.problem ?? rewards.problem} />
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
