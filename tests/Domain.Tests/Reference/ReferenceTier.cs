using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>"Window ending on date d", "Reached on d", "Held" and "Tier on x" of CONTRACT section 3.</summary>
internal sealed class ReferenceTier(ReferenceVersions versions, IReadOnlyList<ReferenceDate> dates, LocalDate x)
{
    // Asked for again for each date on which something lapses.
    private readonly Dictionary<LocalDate, int> reachedOn = [];

    public LoyaltyProgram Program { get; } = versions[versions.On(x)];

    /// <summary>The dates of the version's window that ends on <paramref name="d"/>.</summary>
    public IEnumerable<ReferenceDate> Window(LocalDate d, LoyaltyProgram version) => version.Tiers.Window switch
    {
        // "rolling: dates e with d minus `months` < e ≤ d (calendar months, clamped to the month's last day)"
        TierWindow.Rolling rolling => dates.Where(e => d.PlusMonths(-rolling.Months) < e.Date && e.Date <= d),

        // "calendarYear: the year of d up to d"
        TierWindow.CalendarYear => dates.Where(e => e.Date.Year == d.Year && e.Date <= d),

        // "lifetime: all up to d"
        TierWindow.Lifetime => dates.Where(e => e.Date <= d),
        _ => throw new NotSupportedException(),
    };

    // "Reached on d under a version: the highest level whose own thresholds the version's window ending on d meets, whether or
    // not it meets those of lower ones; the first level where it meets none."
    public int Reached(LocalDate d, LoyaltyProgram version)
    {
        var spend = Window(d, version).Sum(e => e.Spend);
        var visits = Window(d, version).Count(e => e.IsVisit);
        for (var place = version.Tiers.Levels.Length - 1; place > 0; place--)
        {
            var level = version.Tiers.Levels[place];
            List<bool> met = [];
            if (level.Spend is { } neededSpend)
            {
                met.Add(spend >= neededSpend);
            }

            if (level.Visits is { } neededVisits)
            {
                met.Add(visits >= neededVisits);
            }

            // "each later one `spend`, `visits` or both, `require` says `any` (default) or `all`"
            if (level.RequiresAll ? met.TrueForAll(one => one) : met.Exists(one => one))
            {
                return place;
            }
        }

        return 0;
    }

    // "Tier on x: the highest of what is held on x over all dates d ≤ x. Without any date it is the first level."
    public int TierOn(LocalDate y) => dates.Select(d => HeldOn(y, d.Date)).Append(0).Max();

    // "tierUntil: the first later date on which it would be lower with no more purchases and no more versions, or none." It is
    // lower only from a lapse on.
    public LocalDate? TierUntil()
    {
        var tier = TierOn(x);
        return dates
            .SelectMany(d => Lapses(d.Date))
            .Where(y => y > x)
            .Order()
            .Select(y => (LocalDate?)y)
            .FirstOrDefault(y => TierOn(y!.Value) < tier);
    }

    // "what was reached on d under v(d) (or under the newest version in force on x that recomputes, where that is later than
    // v(d)) is held from d up to but not including its first lapse, by the same version's rules"
    private int HeldOn(LocalDate y, LocalDate d)
    {
        var version = versions[versions.ForTierOn(d, x)];
        if (!reachedOn.TryGetValue(d, out var reached))
        {
            reachedOn[d] = reached = Reached(d, version);
        }

        var lapses = Lapses(d).Count(lapse => lapse <= y);

        // "Without `softLanding` the first lapse gives the first level; with it, each lapse takes off one level."
        var held = lapses == 0 ? reached : version.Tiers.SoftLanding ? Math.Max(0, reached - lapses) : 0;
        return CountsAs(held, version);
    }

    // "A level held under an older version counts as v(x)'s level of the same id, or else of the same place in the list, at most
    // the last; the first level of any version, and what has lapsed to it, is v(x)'s first."
    private int CountsAs(int held, LoyaltyProgram version)
    {
        var levels = Program.Tiers.Levels;
        if (held == 0)
        {
            return 0;
        }

        for (var place = 0; place < levels.Length; place++)
        {
            if (levels[place].Id == version.Tiers.Levels[held].Id)
            {
                return place;
            }
        }

        return Math.Min(held, levels.Length - 1);
    }

    // "The k-th lapse falls on", for as many as can take a level off.
    private IEnumerable<LocalDate> Lapses(LocalDate d)
    {
        var tiers = versions[versions.ForTierOn(d, x)].Tiers;
        for (var k = 1; k < tiers.Levels.Length; k++)
        {
            switch (tiers.Window)
            {
                // "rolling: d plus k × `keep.months`, counted from d itself and clamped once"
                case TierWindow.Rolling:
                    yield return d.PlusMonths(k * tiers.KeepMonths);
                    break;

                // "calendarYear: 1 January of year(d) + 1 + k (so a level holds to the end of the year after)"
                case TierWindow.CalendarYear:
                    yield return new LocalDate(d.Year + 1 + k, 1, 1);
                    break;

                // "lifetime: never"
                default:
                    yield break;
            }
        }
    }
}
