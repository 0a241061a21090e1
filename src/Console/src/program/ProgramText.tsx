import { useState } from "react";
import type { Program } from "./ProgramForm";

/** The document itself, for those who would rather write. */
export function ProgramText({ program, onChange }: { program: Program; onChange: (next: Program) => void }) {
  const written = JSON.stringify(program, null, 2);
  const [text, setText] = useState<string | null>(null);
  const wrong = text === null ? null : mistake(text);
  return (
    <div className="field">
      <label htmlFor="text">The program as text</label>
      <p className="hint">What is written here is in the forms at once, and the other way round.</p>
      <textarea
        id="text"
        rows={30}
        spellCheck={false}
        value={text ?? written}
        aria-invalid={wrong !== null}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          if (mistake(next) === null) {
            onChange(JSON.parse(next) as Program);
          }
        }}
        onBlur={() => {
          if (wrong === null) {
            setText(null);
          }
        }}
      />
      {wrong !== null && <p className="wrong">This is not JSON yet: {wrong}</p>}
    </div>
  );
}

function mistake(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? null : "a program is an object.";
  } catch (cause) {
    return (cause as Error).message;
  }
}
