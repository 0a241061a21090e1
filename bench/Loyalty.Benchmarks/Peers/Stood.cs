using Loyalty.Domain.Standings;
using NodaTime.Text;

namespace Loyalty.Benchmarks.Peers;

/// <summary>Where a member stands, in one line, so that two can be held beside each other.</summary>
internal static class Stood
{
    /// <summary>The tier and its end, spend and visits of the window and of all, streaks, cards, and the rewards earned.</summary>
    public static string Of(Standing standing) => string.Join(' ', Parts(standing));

    private static IEnumerable<string> Parts(Standing standing)
    {
        yield return standing.Tier.Id;
        yield return standing.TierUntil is { } until ? LocalDatePattern.Iso.Format(until) : "-";
        yield return $"{standing.Spend} {standing.Visits} {standing.LifetimeSpend} {standing.LifetimeVisits}";
        foreach (var streak in standing.Streaks.Where(streak => streak.Best > 0).OrderBy(streak => streak.Streak.Id, StringComparer.Ordinal))
        {
            yield return $"{streak.Streak.Id}={streak.Current}/{streak.Best}";
        }

        foreach (var card in standing.Stamps.Where(card => card.Have > 0).OrderBy(card => card.Card.Id, StringComparer.Ordinal))
        {
            yield return $"{card.Card.Id}={card.Have}";
        }

        foreach (var entitlement in standing.Entitled)
        {
            yield return $"{entitlement.Key}={entitlement.Count}";
        }
    }
}
