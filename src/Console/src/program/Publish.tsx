import { useState } from "react";
import { ask, query } from "../api";
import type { ProgramChange, ProgramVersion, PublishedProgram } from "../interface";
import { Trouble } from "../shell/Trouble";
import { useSending } from "../useSending";
import { date } from "../words";
import { Changes } from "./Changes";
import { useDraft } from "./DraftKeeper";
import type { Verdict } from "./Findings";

interface Outdated {
  published: Pick<ProgramVersion, "number" | "from" | "publishedAt" | "by" | "reason">[];
  changes: ProgramChange[];
}

/** Publishes the draft with a reason, from a date on. */
export function Publish({ verdict }: { verdict: Verdict | null }) {
  const draft = useDraft();
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState("");
  const [done, setDone] = useState<PublishedProgram | null>(null);
  const { send, isSending, problem, forget } = useSending(async () => {
    setDone(null);
    const { body } = await ask<PublishedProgram>(query("/api/program", { from, reason }), {
      method: "PUT",
      body: draft.program,
      headers: { "If-Match": draft.published?.etag ?? "" },
    });
    setDone(body);
    await draft.discard();
    setReason("");
  });
  const isWrong = verdict === null || verdict.errors.length > 0;
  const outdated = problem?.status === 412 ? (problem.body as unknown as Outdated) : null;

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="field">
          <label htmlFor="reason">
            Why<span className="required"> (required)</span>
          </label>
          <p className="hint">For whoever reads the list of versions.</p>
          <input id="reason" className="wide" type="text" required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="from">In force from</label>
          <p className="hint">Today, if nothing is filled in. What is dated before it stays as it was judged; nobody's tier drops because a threshold rose.</p>
          <input id="from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </div>
        <button type="submit" disabled={isSending || isWrong || !draft.isChanged}>
          Publish
        </button>
        {!draft.isChanged && done === null && <p className="hint">The draft says what is published; there is nothing to publish.</p>}
        {verdict !== null && isWrong && <p className="wrong">What is wrong below is to be mended first.</p>}
      </form>
      {outdated === null ? (
        <Trouble problem={problem} />
      ) : (
        <section className="wrong" role="alert">
          <p>Somebody else published meanwhile:</p>
          <ul>
            {outdated.published.map((version) => (
              <li key={version.number}>
                Version {version.number} by {version.by}, {date(version.publishedAt)}
                {version.reason && <>: {version.reason}</>}
              </li>
            ))}
          </ul>
          <p>It changed:</p>
          <Changes changes={outdated.changes} none="Nothing that matters." />
          <p>Your draft says the whole program. If you go on with it, see to it that it says this, too.</p>
          <button type="button" className="minor" onClick={() => void draft.rebase().then(forget)}>
            I have seen it; go on with my draft
          </button>
        </section>
      )}
      {done && (
        <section role="status">
          <h2>{done.published ? `Version ${done.number} is published, in force from ${date(done.from)}.` : "Nothing was published."}</h2>
          <Changes changes={done.changes} none={done.detail ?? "It says what was published before."} />
          {done.published && <p>Every host follows within a minute.</p>}
        </section>
      )}
    </>
  );
}
