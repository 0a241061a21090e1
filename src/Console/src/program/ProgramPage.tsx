import { useEffect, useState } from "react";
import { ask, Problem, type Finding } from "../api";
import { Trouble } from "../shell/Trouble";
import { pathTo } from "../shell/useRoute";
import { Backtest } from "./Backtest";
import { useDraft } from "./DraftKeeper";
import { Findings, type Verdict } from "./Findings";
import { parts, partOf, ProgramForm, type Program } from "./ProgramForm";
import { ProgramText } from "./ProgramText";
import { Publish } from "./Publish";

const tools = ["Text", "What would change", "Publish"];

/** The draft: a form for each part of it, what is wrong with it, what it would change, and publishing it. */
export function ProgramPage({ part = "Tiers" }: { part?: string }) {
  const draft = useDraft();
  const verdict = useVerdict(draft.program);
  if (draft.program === null) {
    return draft.problem ? <Trouble problem={draft.problem} /> : <p role="status">Loading the program…</p>;
  }

  return (
    <>
      <div className="titled">
        <h1>Program</h1>
        <p role="status">{draft.isChanged ? "Draft: changed, not published" : "As published"}</p>
        {draft.isChanged && (
          <button type="button" className="minor" onClick={() => void draft.discard()}>
            Discard the draft
          </button>
        )}
      </div>
      <nav className="tabs" aria-label="Parts of the program">
        {[...Object.keys(parts), ...tools].map((name) => (
          <a key={name} href={pathTo("program", name)} aria-current={name === part ? "page" : undefined}>
            {name}
            {isWrong(name, verdict) && <span className="mark"> (see below)</span>}
          </a>
        ))}
      </nav>
      <Trouble problem={draft.problem} />
      {part === "Text" ? (
        <ProgramText program={draft.program} onChange={draft.change} />
      ) : part === "What would change" ? (
        <Backtest program={draft.program} />
      ) : part === "Publish" ? (
        <Publish verdict={verdict} />
      ) : part in parts ? (
        <ProgramForm name={part} program={draft.program} findings={verdict?.errors ?? []} onChange={draft.change} />
      ) : (
        <p>There is no such part.</p>
      )}
      <Findings verdict={verdict} />
    </>
  );
}

function isWrong(name: string, verdict: Verdict | null): boolean {
  return verdict?.errors.some((finding) => partOf(finding.pointer) === name) ?? false;
}

/** What the host says of a draft, a moment after it was last changed. */
function useVerdict(program: Program | null): Verdict | null {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  useEffect(() => {
    if (program === null) {
      return;
    }

    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask<{ errors?: Finding[]; warnings?: Finding[] }>("/api/program/validate", { method: "POST", body: program, signal: stop.signal }).then(
        (answer) => setVerdict({ errors: answer.body.errors ?? [], warnings: answer.body.warnings ?? [] }),
        (cause: unknown) => {
          if (!stop.signal.aborted) {
            setVerdict({ errors: [{ pointer: "", detail: cause instanceof Problem ? cause.message : String(cause) }], warnings: [] });
          }
        },
      );
    }, 400);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [program]);
  return verdict;
}
