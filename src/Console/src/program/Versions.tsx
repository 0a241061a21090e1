import { useState } from "react";
import { ask, Problem, query } from "../api";
import type { ProgramVersion, ProgramVersions } from "../interface";
import { Trouble } from "../shell/Trouble";
import { pathTo } from "../shell/useRoute";
import { useAsked } from "../useAsked";
import { date } from "../words";
import { Changes } from "./Changes";
import { useDraft } from "./DraftKeeper";
import type { Program } from "./ProgramForm";

/** What was published, newest first. To go back is to publish an old one again. */
export function Versions() {
  const [after, setAfter] = useState<string | null>(null);
  const { body, problem } = useAsked<ProgramVersions>(query("/api/program/versions", { after, take: 20 }));
  const draft = useDraft();
  const [trouble, setTrouble] = useState<Problem | null>(null);

  async function take(version: ProgramVersion) {
    if (draft.isChanged && !confirm("The draft has changes that are not published. Put them aside?")) {
      return;
    }

    try {
      const { body: program } = await ask<Program>(query("/api/program", { version: version.number }));
      await draft.begin(program);
      location.hash = pathTo("program", "Publish");
    } catch (cause) {
      setTrouble(Problem.of(cause));
    }
  }

  return (
    <>
      <h1>Versions</h1>
      <p>
        What happened before a version is in force stays as it was judged. To go back, take an old version as the draft and publish it again.
      </p>
      <Trouble problem={problem ?? trouble} />
      <ul className="cards">
        {body?.versions.map((version) => (
          <li key={version.number}>
            <h2>
              Version {version.number}
              {version.inForce && <strong> (in force)</strong>}
            </h2>
            <p className="hint">
              From {date(version.from)}
              {version.until && ` until ${date(version.until)}`}; published {date(version.publishedAt)}
              {version.by && ` by ${version.by}`}
            </p>
            {version.reason && <blockquote dir="auto">{version.reason}</blockquote>}
            <Changes changes={version.changes} none={version.number === 1 ? "The first one." : "It says what the one before it says."} />
            <button type="button" className="minor" onClick={() => void take(version)}>
              Take version {version.number} as the draft
            </button>
          </li>
        ))}
      </ul>
      {body?.next && (
        <button type="button" className="minor" onClick={() => setAfter(body.next)}>
          Earlier versions
        </button>
      )}
    </>
  );
}
