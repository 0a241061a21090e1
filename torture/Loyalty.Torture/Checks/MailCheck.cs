using Loyalty.FakeEmail;
using Loyalty.Torture.Clients;
using Loyalty.Torture.Shop;
using NodaTime;

namespace Loyalty.Torture.Checks;

/// <summary>Whether each message's row tells the truth, none went twice, and none to who did not agree, or no longer.</summary>
internal static class MailCheck
{
    // What was claimed before a withdrawal may go until its lease ends.
    private static readonly Duration Lease = Duration.FromMinutes(15);

    public static IEnumerable<string> Findings(MessageTruth truth, IReadOnlyList<TakenEmail> taken, Acknowledged acknowledged)
    {
        foreach (var lie in truth.Lies(taken))
        {
            yield return lie;
        }

        // What is said under any of a person's numbers is theirs.
        var agreed = acknowledged.Consenting.Keys.ToLookup(acknowledged.OwnerOf);
        foreach (var email in taken.Where(email => !agreed.Contains(acknowledged.OwnerOf(Clerk.MemberAt(email.To)))))
        {
            yield return $"{email.To} never agreed to e-mail, and got '{email.Subject}'.";
        }

        // Who was merged has what each number was told.
        var merged = acknowledged.Merges.Select(merge => acknowledged.OwnerOf(merge.Into)).ToHashSet();
        foreach (var twice in truth.Messages
            .Where(row => !merged.Contains(row.Member))
            .GroupBy(row => (row.Member, row.Message.Occasion))
            .Where(same => same.Count() > 1))
        {
            yield return $"{twice.Key.Member} has {twice.Count()} messages of the one occasion {twice.Key.Occasion}.";
        }

        // Another number of theirs may have agreed after that.
        var withdrawn = acknowledged.Withdrawn
            .Where(member => agreed[acknowledged.OwnerOf(member.Key)].All(number => number == member.Key))
            .ToDictionary(member => Clerk.AddressOf(member.Key), member => member.Value);
        foreach (var (member, message) in truth.Messages)
        {
            if (message.To is { } to && withdrawn.TryGetValue(to, out var at) && message.SentAt > at + Lease)
            {
                yield return $"{to} ended e-mail at {at}, and got {message.Occasion} at {message.SentAt} ({member}).";
            }
        }
    }
}
