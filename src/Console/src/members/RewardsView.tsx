import type { Explanation, Reward } from "../interface";
import { date } from "../words";

/** Every reward, and how many of each were earned and why there are not more. */
export function RewardsView({ rewards, explanation }: { rewards: Reward[]; explanation: Explanation | null }) {
  return (
    <>
      {rewards.length === 0 && <p>No reward was issued yet.</p>}
      {rewards.length > 0 && (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Reward</th>
              <th scope="col">Status</th>
              <th scope="col">Issued</th>
              <th scope="col">Good until</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {rewards.map((reward) => (
              <tr key={reward.code}>
                <th scope="row">
                  <code>{reward.code}</code>
                </th>
                <td data-title="Reward">{reward.name}</td>
                <td data-title="Status">{reward.status}</td>
                <td data-title="Issued">{date(reward.issuedAt)}</td>
                <td data-title="Good until">{date(reward.expiresOn)}</td>
                <td data-title="Because">{reward.because}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {explanation && explanation.rewards.length > 0 && (
        <>
          <h2>Earned</h2>
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">For</th>
                <th scope="col" className="number">
                  Earned
                </th>
                <th scope="col" className="number">
                  Issued
                </th>
                <th scope="col" className="number">
                  Withheld
                </th>
                <th scope="col" className="number">
                  Set off
                </th>
                <th scope="col">On</th>
              </tr>
            </thead>
            <tbody>
              {explanation.rewards.map((each) => (
                <tr key={each.key}>
                  <th scope="row">{each.key}</th>
                  <td data-title="Earned" className="number">
                    {each.entitled}
                  </td>
                  <td data-title="Issued" className="number">
                    {each.issued}
                  </td>
                  <td data-title="Withheld" className="number">
                    {each.withheld}
                  </td>
                  <td data-title="Set off" className="number">
                    {each.setOff}
                  </td>
                  <td data-title="On">{each.earnedOn.map((one) => date(one.date)).join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
