using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Keeps the purchases that may still be thanked for: a function of the set of events, not of their order.</summary>
public static class RecentPurchases
{
    private const int Most = 200;

    // Longer than a date, so that of one whose purchases can still be thanked for all are there.
    private static readonly Duration Slack = Duration.FromHours(48);

    /// <summary>The state with purchases that were counted, or from which something was taken.</summary>
    public static OutreachState With(
        OutreachState state, IEnumerable<CountedPurchase> purchases, ProgramVersions versions, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(versions);
        if (KeptFor(versions, now) is not { } kept)
        {
            return state.Recent.IsEmpty ? state : state with { Recent = [] };
        }

        var recent = state.Recent.ToDictionary(purchase => purchase.Id);
        foreach (var counted in purchases)
        {
            var id = counted.Purchase.Id;
            var left = counted.Left.Stands ? counted.Left.Categories.Sum(category => category.Value.Amount) : (long?)null;
            recent[id] = new(id, counted.Purchase.At, counted.Date, left, recent.GetValueOrDefault(id)?.Thanked ?? false);
        }

        return state with
        {
            Recent =
            [
                .. recent.Values
                    .Where(purchase => purchase.At + kept > now)
                    .OrderByDescending(purchase => purchase.At)
                    .ThenByDescending(purchase => purchase.Id)
                    .Take(Most)
                    .Reverse(),
            ],
        };
    }

    /// <summary>How long after it was made a purchase is kept; null where nobody may be thanked. They are kept also while the kind
    /// is off, for the day on which it is switched on.</summary>
    private static Duration? KeptFor(ProgramVersions versions, Instant now) =>
        versions.On(versions.Newest.Today(now)).Program.Messages is { } rules
            ? Duration.FromHours(rules.ThankYou?.AfterHours ?? 0) + ThankYouNotes.TooLate + Slack
            : null;
}
