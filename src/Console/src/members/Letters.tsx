import { useState } from "react";
import { Trouble } from "../shell/Trouble";
import { useAsked } from "../useAsked";
import { words } from "../words";

const kinds = [
  "welcome",
  "activation",
  "tierUpgrade",
  "tierExpiring",
  "thankYou",
  "winBack",
  "rewardExpiring",
  "birthday",
  "almostThere",
];

interface LetterPreview {
  subject: string;
  text: string;
  sample: boolean;
}

/** Each message as this member would get it now. */
export function Letters({ member }: { member: string }) {
  const [kind, setKind] = useState("welcome");
  const { body, problem } = useAsked<LetterPreview>(`/api/members/${encodeURIComponent(member)}/letters/${kind}`);
  return (
    <>
      <div className="field">
        <label htmlFor="kind">Message</label>
        <select id="kind" value={kind} onChange={(event) => setKind(event.target.value)}>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </select>
      </div>
      <Trouble problem={problem} />
      {body && (
        <>
          <h2>
            <bdi>{body.subject}</bdi>
          </h2>
          {body.sample && <p className="hint">The reward in it is a sample; the member has none that it would be about.</p>}
          <iframe
            title="The message"
            sandbox=""
            src={`/console/letter/${encodeURIComponent(kind)}?member=${encodeURIComponent(member)}`}
          />
          <details>
            <summary>As plain text</summary>
            <pre dir="auto">{body.text}</pre>
          </details>
        </>
      )}
    </>
  );
}
