import { useEffect, useState, type ReactNode } from "react";
import { ask, Problem, query } from "../api";
import type { Timeline, TimelineItem } from "../interface";
import { money } from "../money";
import { Trouble } from "../shell/Trouble";
import { date, words } from "../words";

/** What happened, newest first. */
export function TimelineView({ path, currency, level }: { path: string; currency: string; level: (id: string) => string }) {
  const [items, setItems] = useState<TimelineItem[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isThere, setThere] = useState(false);

  async function load(after: string | null, known: TimelineItem[]) {
    try {
      const { body } = await ask<Timeline>(query(path, { take: 50, after }));
      setItems([...known, ...body.timeline]);
      setNext(body.next);
      setThere(true);
    } catch (cause) {
      setProblem(Problem.of(cause));
    }
  }

  useEffect(() => {
    void load(null, []);
  }, [path]);

  return (
    <>
      {isThere && items.length === 0 && <p>Nothing happened yet.</p>}
      <ol className="timeline">
        {items.map((item, place) => (
          <li key={place} className={item.type}>
            <time dateTime={item.at}>{date(item.at)}</time>
            <div>{what(item, currency, level)}</div>
          </li>
        ))}
      </ol>
      <Trouble problem={problem} />
      {next !== null && (
        <button type="button" className="minor" onClick={() => void load(next, items)}>
          Earlier
        </button>
      )}
    </>
  );
}

function what(item: TimelineItem, currency: string, level: (id: string) => string): ReactNode {
  switch (item.type) {
    case "purchase":
    case "refund":
    case "void": {
      const event = item.event as { id: string; amount?: number; store: string; purchase?: string };
      return (
        <>
          <strong>
            {words(item.type)}
            {event.amount !== undefined && item.type !== "void" && ` of ${money(event.amount, currency)}`}
          </strong>{" "}
          at {event.store} ({event.id}
          {event.purchase && `, of ${event.purchase}`})
        </>
      );
    }

    case "tier":
      return (
        <>
          <strong>
            {level(item.from)} → {level(item.to)}
          </strong>{" "}
          by {item.cause}
        </>
      );
    case "reward":
      return (
        <>
          <strong>Reward {item.became}</strong>: {item.reward.name} (<code>{item.reward.code}</code>), {item.reward.because}
        </>
      );
    case "redemption":
      return (
        <>
          <strong>Reward {item.became}</strong>: <code>{item.redemption.code}</code> at {item.redemption.store}
        </>
      );
    case "withheld":
      return (
        <>
          <strong>Reward withheld</strong>: {item.reward}, by the program's {item.why}
        </>
      );
    case "message":
      return (
        <>
          <strong>
            Message {item.kind}, {item.status}
          </strong>
          {item.subject && (
            <>
              {" "}
              – <bdi>{item.subject}</bdi>
            </>
          )}
          {item.why && ` (${item.why})`}
        </>
      );
    case "feedback":
      return (
        <>
          <strong>{item.mark} of 5</strong>
          {item.comment && (
            <>
              : <bdi>{item.comment}</bdi>
            </>
          )}
        </>
      );
    case "answer":
      return (
        <>
          <strong>Answered</strong> by {item.by}: <bdi>{item.text}</bdi>
        </>
      );
    case "consent":
      return (
        <>
          <strong>Consent {item.granted ? "given" : "withdrawn"}</strong> {item.byCustomer ? "by the customer" : `recorded by ${item.recordedBy ?? "staff"}`}
        </>
      );
    default: {
      // What a newer host tells is shown as it is told.
      const { at: _, type, ...rest } = item as { at: string; type: string };
      return (
        <>
          <strong>{words(type)}</strong> <code>{JSON.stringify(rest)}</code>
        </>
      );
    }
  }
}
