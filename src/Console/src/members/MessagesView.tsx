import type { MessagesExplanation } from "../interface";
import { date } from "../words";

/** What was written, what comes next, and what keeps it. */
export function MessagesView({ messages }: { messages: MessagesExplanation }) {
  return (
    <>
      <p>
        {!messages.hasAddress
          ? "There is no address, so nothing can be sent."
          : messages.addressIsDead
            ? "The provider does not deliver to the address."
            : messages.consent.granted
              ? "There are an address and consent."
              : "There is an address, but no consent: nothing is sent."}
        {messages.openComplaints > 0 && " A complaint waits: until it is answered, nothing else is sent."}
        {messages.cap && ` ${messages.cap.used} of at most ${messages.cap.max} in ${messages.cap.days} days went.`}
      </p>
      <h2>To come</h2>
      {messages.upcoming.length === 0 && <p>Nothing is due.</p>}
      <ul>
        {messages.upcoming.map((each) => (
          <li key={`${each.kind} ${each.occasion}`}>
            <strong>{each.kind}</strong> ({each.occasion}), due {date(each.due)}
            {each.from ? `, can go ${date(each.from)}` : ", cannot go"}
            {each.why && `: ${each.why}`}
            {each.heldOut && " It is held out, for the comparison."}
          </li>
        ))}
      </ul>
      <h2>Decided</h2>
      {messages.decided.length === 0 && <p>Nothing was decided yet.</p>}
      <ul>
        {messages.decided.map((each) => (
          <li key={each.id}>
            <strong>{each.kind}</strong> {each.status}, {date(each.sentAt ?? each.decidedAt)}
            {each.subject && <> – <bdi>{each.subject}</bdi></>}
            {each.why && ` (${each.why})`}
          </li>
        ))}
      </ul>
    </>
  );
}
