import { useState } from "react";
import { ask, query } from "../api";
import type { Feedback, FeedbackPage } from "../interface";
import { useDraft } from "../program/DraftKeeper";
import { Trouble } from "../shell/Trouble";
import { pathTo } from "../shell/useRoute";
import { useAsked } from "../useAsked";
import { useSending } from "../useSending";
import { date } from "../words";

/** What customers complained of: those who wait first, since nothing else is sent to them meanwhile. */
export function Complaints() {
  const [status, setStatus] = useState("open");
  const [after, setAfter] = useState<string | null>(null);
  const { body, problem, again } = useAsked<FeedbackPage>(query("/api/feedback", { status, after, take: 20 }));
  return (
    <>
      <div className="titled">
        <h1>Complaints</h1>
        <div className="choices" role="group" aria-label="Which">
          {["open", "answered"].map((each) => (
            <button
              key={each}
              type="button"
              className="minor"
              aria-pressed={each === status}
              onClick={() => {
                setStatus(each);
                setAfter(null);
              }}
            >
              {each === "open" ? "Waiting" : "Answered"}
            </button>
          ))}
        </div>
      </div>
      <p>A mark of 1 or 2 is a complaint. Until it is answered, nothing but the answer is sent to the member.</p>
      <Trouble problem={problem} />
      {body?.feedback.length === 0 && <p>{status === "open" ? "Nobody waits for an answer." : "None was answered yet."}</p>}
      <ul className="cards">
        {body?.feedback.map((complaint) => (
          <li key={`${complaint.id} ${complaint.at}`}>
            <Complaint complaint={complaint} onAnswered={again} />
          </li>
        ))}
      </ul>
      {body?.next && (
        <button type="button" className="minor" onClick={() => setAfter(body.next)}>
          Further complaints
        </button>
      )}
    </>
  );
}

function Complaint({ complaint, onAnswered }: { complaint: Feedback; onAnswered: () => void }) {
  return (
    <article>
      <h2>
        <a href={pathTo("members", complaint.member)}>{complaint.member}</a> gave {complaint.mark} of 5
      </h2>
      <p className="hint">
        {date(complaint.at)}, on the message {complaint.kind}
        {complaint.waitedSeconds !== undefined && complaint.status === "open" && `, waiting for ${waited(complaint.waitedSeconds)}`}
      </p>
      <blockquote dir="auto">{complaint.comment || "(no comment)"}</blockquote>
      {complaint.answer && (
        <>
          <p className="hint">
            Answered by {complaint.answer.by}, {date(complaint.answer.at)}
            {complaint.answer.reward && `, with the reward ${complaint.answer.reward}`}
          </p>
          <blockquote dir="auto">{complaint.answer.text}</blockquote>
        </>
      )}
      {complaint.status === "open" && <AnswerForm id={complaint.id} onAnswered={onAnswered} />}
    </article>
  );
}

function AnswerForm({ id, onAnswered }: { id: string; onAnswered: () => void }) {
  const draft = useDraft();
  const rewards = Object.entries<any>(draft.published?.program.rewards ?? {});
  const [text, setText] = useState("");
  const [reward, setReward] = useState("");
  const { send, isSending, problem } = useSending(async () => {
    await ask(`/api/feedback/${encodeURIComponent(id)}/answer`, { method: "POST", body: { text, ...(reward === "" ? {} : { reward }) } });
    onAnswered();
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="field">
        <label htmlFor={`answer-${id}`}>Your answer, which is mailed to them</label>
        <textarea id={`answer-${id}`} rows={4} required maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`reward-${id}`}>With a reward</label>
        <select id={`reward-${id}`} value={reward} onChange={(event) => setReward(event.target.value)}>
          <option value="">No reward</option>
          {rewards.map(([each, terms]) => (
            <option key={each} value={each}>
              {terms.name}
            </option>
          ))}
        </select>
      </div>
      <Trouble problem={problem} />
      <button type="submit" disabled={isSending}>
        Answer
      </button>
    </form>
  );
}

function waited(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  return hours < 1 ? "less than an hour" : hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
