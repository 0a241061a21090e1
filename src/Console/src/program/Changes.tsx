import type { ProgramChange } from "../interface";

/** What one version says otherwise than another, in words. */
export function Changes({ changes, none }: { changes: ProgramChange[]; none: string }) {
  return changes.length === 0 ? (
    <p>{none}</p>
  ) : (
    <ul>
      {changes.map((change) => (
        <li key={`${change.pointer} ${change.detail}`}>{change.detail}</li>
      ))}
    </ul>
  );
}
