import { useEffect, useRef, useState } from "react";
import { ask, Problem, query, send } from "../api";
import { money } from "../money";
import { Trouble } from "../shell/Trouble";
import { pathTo } from "../shell/useRoute";
import { count, date } from "../words";
import { CostByMonth, nameOf, TierFlow, type Move, type Named } from "./charts";
import type { Program } from "./ProgramForm";

interface Side {
  tiers: (Named & { members: number; revenue: number })[];
  rewards: { key: string; reward: string; unitCost: number | null; count: number; cost: number | null; months: Record<string, number> }[];
  cost: number;
  costByMonth: Record<string, number>;
}

interface Movers {
  members: number;
  sample: { member: string; from: string; to: string; until: string | null }[];
  months: Record<string, number>;
}

interface Result {
  from: string;
  asOf: string;
  members: number;
  moves: Move[];
  up: Movers;
  down: Movers;
  current: Side;
  draft: Side;
  messages: { days: number; current: Record<string, number>; draft: Record<string, number> } | null;
}

interface Job {
  id: string;
  status: "running" | "done";
  members: number;
  result: Result | null;
}

type State = { job: Job | null; of: Program; problem: Problem | null; stop: AbortController | null };

const shares = [100, 50, 10, 1];

/** What the draft would have changed, had it been in force for twelve months, for the members as they really bought. */
export function Backtest({ program }: { program: Program }) {
  const [share, setShare] = useState(100);
  const [state, setState] = useState<State | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run() {
    const stop = new AbortController();
    running.current = stop;
    let job: Job | null = null;
    setState({ job, of: program, problem: null, stop });
    try {
      job = (await ask<Job>(query("/api/program/backtest", { sample: share }), { method: "POST", body: program, signal: stop.signal })).body;
      // Asking how far it is takes it further.
      while (job.status === "running") {
        setState({ job, of: program, problem: null, stop });
        job = (await ask<Job>(`/api/program/backtest/${job.id}`, { signal: stop.signal })).body;
      }

      setState({ job, of: program, problem: null, stop: null });
    } catch (cause) {
      if (stop.signal.aborted && job !== null) {
        await send(`/api/program/backtest/${job.id}`, { method: "DELETE" }).catch(() => undefined);
      }

      setState({ job: null, of: program, problem: stop.signal.aborted ? null : Problem.of(cause), stop: null });
    }
  }

  const currency = typeof program.currency === "string" ? program.currency : "EUR";
  const result = state?.job?.result ?? null;
  return (
    <>
      <p>
        The draft, as if it had been in force for the last twelve months, beside what is published, for what members really bought. Nothing
        is stored or sent.
      </p>
      <div className="act">
        <label htmlFor="share">Of the members</label>
        <select id="share" value={share} onChange={(event) => setShare(Number(event.target.value))}>
          {shares.map((each) => (
            <option key={each} value={each}>
              {each === 100 ? "all" : `${each} %`}
            </option>
          ))}
        </select>
        <button type="button" disabled={state?.stop != null} onClick={() => void run()}>
          Compare
        </button>
        {state?.stop && (
          <button type="button" className="minor" onClick={() => state.stop?.abort()}>
            Cancel
          </button>
        )}
      </div>
      <div role="status">
        {state?.stop && (
          <p>
            {state.job === null ? "Beginning…" : `${count(state.job.members)} members so far…`} <progress aria-label="Comparing" />
          </p>
        )}
      </div>
      <Trouble problem={state?.problem ?? null} />
      {result && state?.of !== program && <p className="warning">The draft was changed since; compare again.</p>}
      {result && <Compared result={result} currency={currency} />}
    </>
  );
}

function Compared({ result, currency }: { result: Result; currency: string }) {
  const { current, draft } = result;
  const isPriced = [...current.rewards, ...draft.rewards].some((reward) => reward.cost !== null);
  return (
    <>
      <h2>
        {count(result.members)} members, {date(result.from)} to {date(result.asOf)}
      </h2>
      <p>
        {result.up.members + result.down.members === 0
          ? "Nobody's tier would be another."
          : `${count(result.up.members)} would be higher, ${count(result.down.members)} lower.`}{" "}
        {isPriced
          ? `Rewards would have cost ${money(draft.cost, currency)} instead of ${money(current.cost, currency)}, as far as the program says what one costs.`
          : "What rewards cost, the program does not say."}
      </p>
      <div className="beside">
        <section>
          <h3>Tiers, now and then</h3>
          <TierFlow moves={result.moves} current={current.tiers} draft={draft.tiers} />
        </section>
        {isPriced && (
          <section>
            <h3>What rewards cost, by month</h3>
            <CostByMonth current={current.costByMonth} draft={draft.costByMonth} currency={currency} />
          </section>
        )}
      </div>
      <h3>Members and what they spent, by tier</h3>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col" className="number">
              Members now
            </th>
            <th scope="col" className="number">
              Members then
            </th>
            <th scope="col" className="number">
              Spend now
            </th>
            <th scope="col" className="number">
              Spend then
            </th>
          </tr>
        </thead>
        <tbody>
          {joined(current.tiers, draft.tiers).map(({ id, name, before, after }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <Cell title="Members now">{before && count(before.members)}</Cell>
              <Cell title="Members then">{after && count(after.members)}</Cell>
              <Cell title="Spend now">{before && money(before.revenue, currency)}</Cell>
              <Cell title="Spend then">{after && money(after.revenue, currency)}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
      <Who title="Who would be lower" movers={result.down} current={current.tiers} draft={draft.tiers} />
      <Who title="Who would be higher" movers={result.up} current={current.tiers} draft={draft.tiers} />
      <h3>Rewards earned</h3>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Reward</th>
            <th scope="col" className="number">
              Now
            </th>
            <th scope="col" className="number">
              Then
            </th>
            <th scope="col" className="number">
              Cost now
            </th>
            <th scope="col" className="number">
              Cost then
            </th>
          </tr>
        </thead>
        <tbody>
          {rewards(current, draft).map(({ key, reward, before, after }) => (
            <tr key={`${key} ${reward}`}>
              <th scope="row">{key}</th>
              <td data-title="Reward">{reward}</td>
              <Cell title="Now">{count(before.count)}</Cell>
              <Cell title="Then">{count(after.count)}</Cell>
              <Cell title="Cost now">{before.cost === null ? "not said" : money(before.cost, currency)}</Cell>
              <Cell title="Cost then">{after.cost === null ? "not said" : money(after.cost, currency)}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {result.messages && (
        <>
          <h3>Messages in the next {result.messages.days} days, if nobody buys anything</h3>
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">Message</th>
                <th scope="col" className="number">
                  As published
                </th>
                <th scope="col" className="number">
                  Draft
                </th>
              </tr>
            </thead>
            <tbody>
              {[...new Set([...Object.keys(result.messages.current), ...Object.keys(result.messages.draft)])].map((kind) => (
                <tr key={kind}>
                  <th scope="row">{kind}</th>
                  <Cell title="As published">{count(result.messages?.current[kind] ?? 0)}</Cell>
                  <Cell title="Draft">{count(result.messages?.draft[kind] ?? 0)}</Cell>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

function Cell({ title, children }: { title: string; children: string | number | undefined | null }) {
  return (
    <td data-title={title} className="number">
      {children}
    </td>
  );
}

function Who({ title, movers, current, draft }: { title: string; movers: Movers; current: Named[]; draft: Named[] }) {
  return movers.members === 0 ? null : (
    <details>
      <summary>
        {title}: {count(movers.members)}
      </summary>
      {Object.keys(movers.months).length > 0 && (
        <p>
          If it were published today and they bought nothing more, they would drop in{" "}
          {Object.entries(movers.months)
            .map(([month, members]) => `${month} (${count(members)})`)
            .join(", ")}
          : what was reached is held to its lapse.
        </p>
      )}
      {movers.sample.length < movers.members && <p className="hint">{movers.sample.length} of them:</p>}
      <ul>
        {movers.sample.map((mover) => (
          <li key={mover.member}>
            <a href={pathTo("members", mover.member)}>{mover.member}</a>: {nameOf(current, mover.from)} → {nameOf(draft, mover.to)}
            {mover.until && `, ${date(mover.until)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function joined(before: Side["tiers"], after: Side["tiers"]) {
  const ids = [...new Set([...after.map((tier) => tier.id), ...before.map((tier) => tier.id)])];
  return ids.map((id) => {
    const [was, would] = [before.find((tier) => tier.id === id), after.find((tier) => tier.id === id)];
    return { id, name: would?.name ?? was?.name ?? id, before: was, after: would };
  });
}

interface Earned {
  count: number;
  cost: number | null;
}

function rewards(current: Side, draft: Side) {
  const none: Earned = { count: 0, cost: 0 };
  const all = new Map<string, { key: string; reward: string; before: Earned; after: Earned }>();
  for (const [side, name] of [[current, "before"], [draft, "after"]] as const) {
    for (const { key, reward, count: more, cost } of side.rewards) {
      const id = `${key} ${reward}`;
      const row = all.get(id) ?? { key, reward, before: none, after: none };
      const so = row[name];
      all.set(id, { ...row, [name]: { count: so.count + more, cost: so.cost === null || cost === null ? null : so.cost + cost } });
    }
  }

  return [...all.values()].sort((one, other) => one.key.localeCompare(other.key));
}
