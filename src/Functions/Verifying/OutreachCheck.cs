using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Storage.Members;
using NodaTime.Text;

namespace Loyalty.Functions.Verifying;

/// <summary>Holds consent, open complaints and what waits to be sent to the rows that they have. What else the member's row says of
/// messages, what was told when, is derived from nothing.</summary>
internal static class OutreachCheck
{
    public static void Check(Recount recount, MemberFacts facts)
    {
        // What two numbers come to together depends on what each said before they were one.
        var consent = recount.Expected.HasJointLedger
            ? recount.Stored.Consent
            : facts.Consents.Aggregate(Consent.None, (consents, fact) => fact.AddTo(consents));
        recount.Differs(MemberKeys.Member, "consent by the customer", Text(recount.Stored.Consent.ByCustomer), Text(consent.ByCustomer));
        recount.Differs(MemberKeys.Member, "consent by others", Text(recount.Stored.Consent.ByOthers), Text(consent.ByOthers));

        var state = recount.Expected.Outreach;
        var open = facts.Feedback.Where(feedback => feedback.IsOpen).Select(feedback => feedback.Message).ToHashSet();
        ImmutableArray<MessageId> complaints = [.. state.Complaints.Where(open.Contains), .. open.Except(state.Complaints)];
        foreach (var message in state.Complaints.Union(open))
        {
            recount.Differs(
                MemberKeys.Member, $"complaint {message}", state.Complaints.Contains(message) ? "open" : null, open.Contains(message) ? "open" : null);
        }

        var waiting = facts.Messages
            .Where(message => message.Status == MessageStatus.Deferred)
            .Select(message => message.ToChange())
            .OrderBy(change => change.DecidedAt)
            .ToList();
        foreach (var id in state.Deferred.Concat(waiting).Select(change => change.Id).Distinct())
        {
            recount.Differs(MemberKeys.Member, $"deferred {id}", Text(state.Deferred, id), Text(waiting, id));
        }

        ImmutableArray<MessageChange> deferred =
            [.. state.Deferred.Where(waiting.Contains), .. waiting.Where(change => !state.Deferred.Contains(change))];
        recount.Expected = recount.Expected with
        {
            Consent = consent,
            Outreach = state with { Complaints = complaints, Deferred = deferred },
        };
    }

    private static string? Text(ConsentWord? word) =>
        word is null ? null : $"{(word.Granted ? "yes" : "no")} at {InstantPattern.ExtendedIso.Format(word.At)}";

    private static string? Text(IEnumerable<MessageChange> changes, MessageId id) =>
        changes.FirstOrDefault(change => change.Id == id) is { } change
            ? $"{change.Occasion.Kind} {change.Occasion.Id} decided {InstantPattern.ExtendedIso.Format(change.DecidedAt)}: {change.Why} {change.Reward}".TrimEnd()
            : null;
}
