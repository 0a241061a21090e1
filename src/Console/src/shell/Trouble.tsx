import type { Problem } from "../api";

/** What went wrong, in the host's words. */
export function Trouble({ problem }: { problem: Problem | null }) {
  return problem === null ? null : (
    <div className="wrong" role="alert">
      <p>{problem.message}</p>
      {problem.body.errors && (
        <ul>
          {problem.body.errors.map((error) => (
            <li key={`${error.pointer} ${error.detail}`}>
              {error.pointer && <code>{error.pointer}</code>} {error.detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
