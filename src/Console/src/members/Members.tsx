import { useMemo, useState } from "react";
import { query } from "../api";
import { money, read } from "../money";
import { useDraft } from "../program/DraftKeeper";
import { Trouble } from "../shell/Trouble";
import { pathTo } from "../shell/useRoute";
import { useAsked } from "../useAsked";
import { count, date } from "../words";

export interface FoundMember {
  member: string;
  name: string | null;
  email: string | null;
  tier: string;
  lastVisit: string | null;
  spend: number;
  visits: number;
  lifetimeSpend: number;
}

interface FoundPage {
  members: FoundMember[];
  next: string | null;
}

interface Asked {
  q: string;
  tier: string;
  visitedFrom: string;
  visitedTo: string;
  spendFrom: string;
  spendTo: string;
  sort: string;
  order: string;
}

const sorts: [string, string][] = [
  ["lastVisit", "Last visit"],
  ["spend", "Spend"],
  ["name", "Name"],
  ["member", "Member"],
];

const nothing: Asked = { q: "", tier: "", visitedFrom: "", visitedTo: "", spendFrom: "", spendTo: "", sort: "lastVisit", order: "desc" };

/** Members by what staff know of them. */
export function Members() {
  const { published } = useDraft();
  const currency = (published?.program.currency as string | undefined) ?? "EUR";
  const levels: { id: string; name: string }[] = published?.program.tiers?.levels ?? [];
  const [asked, setAsked] = useState<Asked>(nothing);
  const [written, setWritten] = useState<Asked>(nothing);
  // The pages that were gone through, so that one can go back.
  const [trail, setTrail] = useState<(string | null)[]>([null]);
  const after = trail[trail.length - 1] ?? null;
  const path = useMemo(
    () =>
      query("/api/members", {
        ...asked,
        spendFrom: asked.spendFrom && read(asked.spendFrom, currency),
        spendTo: asked.spendTo && read(asked.spendTo, currency),
        after,
        take: 25,
      }),
    [asked, after, currency],
  );
  const { body, problem } = useAsked<FoundPage>(path);

  function find(next: Asked) {
    setWritten(next);
    setAsked(next);
    setTrail([null]);
  }

  function field(name: keyof Asked, label: string, type: string) {
    return (
      <div className="field">
        <label htmlFor={`find-${name}`}>{label}</label>
        <input
          id={`find-${name}`}
          type={type}
          inputMode={name.startsWith("spend") ? "decimal" : undefined}
          value={written[name]}
          onChange={(event) => setWritten({ ...written, [name]: event.target.value })}
        />
      </div>
    );
  }

  return (
    <>
      <h1>Members</h1>
      <form
        className="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          find(written);
        }}
      >
        {field("q", "Number, name, address, phone or card", "search")}
        <div className="field">
          <label htmlFor="find-tier">Tier</label>
          <select id="find-tier" value={written.tier} onChange={(event) => find({ ...written, tier: event.target.value })}>
            <option value="">All tiers</option>
            {levels.map((level) => (
              <option key={level.id} value={level.id}>
                {level.name}
              </option>
            ))}
          </select>
        </div>
        {field("visitedFrom", "Last visit from", "date")}
        {field("visitedTo", "Last visit to", "date")}
        {field("spendFrom", `Spend from (${currency})`, "text")}
        {field("spendTo", `Spend to (${currency})`, "text")}
        <div className="field">
          <label htmlFor="find-sort">Sorted by</label>
          <select id="find-sort" value={written.sort} onChange={(event) => find({ ...written, sort: event.target.value })}>
            {sorts.map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="find-order">Order</label>
          <select id="find-order" value={written.order} onChange={(event) => find({ ...written, order: event.target.value })}>
            <option value="desc">Falling</option>
            <option value="asc">Rising</option>
          </select>
        </div>
        <div className="act">
          <button type="submit">Find</button>
          <button type="button" className="minor" onClick={() => find(nothing)}>
            Clear
          </button>
        </div>
      </form>
      <Trouble problem={problem} />
      <div role="status">
        {body === null && problem === null ? <p>Looking…</p> : body?.members.length === 0 ? <p>{body.next ? "Nobody among those who were looked at so far." : "Nobody is like that here."}</p> : null}
      </div>
      {body !== null && body.members.length > 0 && (
        <table className="stacked">
          <caption className="hidden">Members found</caption>
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Name</th>
              <th scope="col">Address</th>
              <th scope="col">Tier</th>
              <th scope="col">Last visit</th>
              <th scope="col" className="number">
                Spend
              </th>
              <th scope="col" className="number">
                Visits
              </th>
            </tr>
          </thead>
          <tbody>
            {body.members.map((member) => (
              <tr key={member.member}>
                <th scope="row">
                  <a href={pathTo("members", member.member)}>{member.member}</a>
                </th>
                <td data-title="Name">
                  <bdi>{member.name}</bdi>
                </td>
                <td data-title="Address">
                  <bdi>{member.email}</bdi>
                </td>
                <td data-title="Tier">{levels.find((level) => level.id === member.tier)?.name ?? member.tier}</td>
                <td data-title="Last visit">{date(member.lastVisit)}</td>
                <td data-title="Spend" className="number">
                  {money(member.spend, currency)}
                </td>
                <td data-title="Visits" className="number">
                  {count(member.visits)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="act">
        {trail.length > 1 && (
          <button type="button" className="minor" onClick={() => setTrail(trail.slice(0, -1))}>
            Back
          </button>
        )}
        {body?.next && (
          <button type="button" className="minor" onClick={() => setTrail([...trail, body.next])}>
            Next page
          </button>
        )}
      </div>
    </>
  );
}
