import type { Finding } from "../api";
import { pathTo } from "../shell/useRoute";
import { partOf } from "./ProgramForm";

export interface Verdict {
  errors: Finding[];
  warnings: Finding[];
}

/** What is wrong with a draft, and what a marketer may want to know of it. */
export function Findings({ verdict }: { verdict: Verdict | null }) {
  return (
    <section aria-labelledby="findings" className="findings">
      <h2 id="findings">Check</h2>
      <div role="status">
        {verdict === null ? (
          <p>Checking…</p>
        ) : verdict.errors.length + verdict.warnings.length === 0 ? (
          <p>The host finds nothing wrong.</p>
        ) : (
          <>
            <List findings={verdict.errors} title="To be mended before it can be published" className="wrong" />
            <List findings={verdict.warnings} title="Worth a second look" className="warning" />
          </>
        )}
      </div>
    </section>
  );
}

function List({ findings, title, className }: { findings: Finding[]; title: string; className: string }) {
  return findings.length === 0 ? null : (
    <>
      <h3 className={className}>{title}</h3>
      <ul>
        {findings.map((finding) => {
          const part = partOf(finding.pointer);
          return (
            <li key={`${finding.pointer} ${finding.detail}`}>
              {part ? <a href={pathTo("program", part)}>{part}</a> : null} {finding.detail} <code>{finding.pointer}</code>
            </li>
          );
        })}
      </ul>
    </>
  );
}
