import type { Explanation, Member } from "../interface";
import { money } from "../money";
import { date } from "../words";

type Threshold = { spend: number | null; visits: number | null; require: "any" | "all" };

/** Why this member stands where they stand, and what is missing for more. */
export function Grounds(props: { standing: Member; explanation: Explanation; currency: string; level: (id: string) => string }) {
  const { standing, explanation, currency, level } = props;
  const { tier, next } = explanation;
  const asks = (threshold: Threshold) =>
    [threshold.spend === null ? null : money(threshold.spend, currency), threshold.visits === null ? null : visits(threshold.visits)]
      .filter((each) => each !== null)
      .join(threshold.require === "all" ? " and " : " or ");
  return (
    <>
      <h2>Tier</h2>
      <p>
        {tier.name}
        {tier.since && ` since ${date(tier.since)}`}
        {tier.until ? `, until ${date(tier.until)} if nothing is bought.` : ", without an end."}
      </p>
      {tier.restsOn ? (
        <p>
          It rests on {date(tier.restsOn.reachedOn)}: from {date(tier.restsOn.windowFrom)} to then there were{" "}
          {money(tier.restsOn.spend, currency)} and {visits(tier.restsOn.visits)}, and {level(tier.restsOn.level)} asks for{" "}
          {asks(tier.restsOn.threshold)} (version {tier.restsOn.version}).
        </p>
      ) : (
        <p>It is the first level, which needs nothing.</p>
      )}
      {next && (
        <p>
          {level(next.level)} asks for {asks(next.threshold)}. There are {money(next.spend, currency)} and {visits(next.visits)};{" "}
          {missing(next.spendNeeded, next.visitsNeeded, next.threshold.require, currency)}.
        </p>
      )}
      {standing.keep && (
        <p>
          To keep {level(standing.keep.level)} past {date(tier.until)}:{" "}
          {missing(standing.keep.spendNeeded, standing.keep.visitsNeeded, "any", currency)}
          {standing.keep.by && `, by ${date(standing.keep.by)}`}.
        </p>
      )}
      {Object.entries(explanation.streaks).map(([id, streak]) => (
        <section key={id}>
          <h2>Streak {id}</h2>
          <p>
            {streak.current} in a row now, {streak.best} at best; a {streak.period} counts with {visits(streak.visitsNeeded)}, and{" "}
            {streak.freezes} may be missed.
          </p>
          <ol className="periods">
            {streak.periods.slice(-26).map((period) => (
              <li key={period.from} className={period.status} title={`${date(period.from)} to ${date(period.to)}: ${period.status}`}>
                <span className="hidden">
                  {date(period.from)}: {period.status}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {Object.entries(explanation.stamps).map(([id, stamps]) => (
        <section key={id}>
          <h2>Stamps {id}</h2>
          <p>
            {stamps.have} of {stamps.every}
          </p>
        </section>
      ))}
    </>
  );
}

function visits(count: number): string {
  return count === 1 ? "1 visit" : `${count} visits`;
}

function missing(spend: number | null, count: number | null, require: "any" | "all", currency: string): string {
  // Where any threshold will do and one is met already, a purchase is all that is missing.
  if (require === "any" && (spend === 0 || count === 0)) {
    return "a purchase is enough";
  }

  const parts = [spend === null ? null : money(spend, currency), count === null ? null : visits(count)].filter((each) => each !== null);
  return `${parts.join(require === "all" ? " and " : " or ")} missing`;
}
