using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>What further spend on a date can change anything at all.</summary>
internal static class SpendSteps
{
    /// <summary>The amounts, each once and rising, at which the date becomes a visit, or the level that is reached on it or a later
    /// date becomes another one; between two of them nothing changes but sums.</summary>
    /// <param name="last">The date up to which it is looked.</param>
    public static ImmutableArray<long> Of(ProgramVersions versions, History history, LocalDate date, LocalDate last)
    {
        var dates = new SummedDates(versions, history, last);
        var sums = dates.Sums;
        var place = sums.PlaceFrom(Values.Days.Number(date));
        var steps = new SortedSet<long>();
        var discounts = place < history.Discounts.Length ? history.Discounts[place] : 0;
        steps.Add(versions.On(date).Program.VisitMinSpend - sums.Spend(place, place + 1) - discounts);
        for (var version = 0; version <= dates.LastVersion; version++)
        {
            var rules = versions.Rules[version];
            var judgesAll = rules.Version.Program.RecomputesTiers;
            var start = 0;
            for (var i = Math.Max(place, judgesAll ? 0 : dates.First(version)); i < dates.Below(version); i++)
            {
                start = sums.WindowStart(rules.Tiers.Window, sums.Days[i], start);
                if (start <= place)
                {
                    var spent = sums.Spend(start, i + 1);
                    steps.UnionWith(rules.Tiers.Levels.Where(level => level.Spend > spent).Select(level => level.Spend!.Value - spent));
                }
            }
        }

        return [.. steps.Where(step => step is > 0 and <= PurchaseLimits.MaxAmount)];
    }
}
