using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>Goes through the days on which a tier can change, version by version: in each, what was held before counts by its map
/// of levels.</summary>
internal sealed class TierSweep(ProgramVersions versions, SummedDates dates)
{
    private readonly List<TierChange> changes = [];
    private readonly byte[] reached = new byte[dates.Count];

    // What is held in the version that is being gone through; of one version's, those alone that no later one outlasts.
    private readonly List<(HeldLevel Level, int Version)> held = [];
    private Level? tier;

    public TierHistory Sweep()
    {
        if (dates.Count > 0)
        {
            for (var version = versions.IndexOn(Days.Date(dates.Sums.Days[0])!.Value); version <= dates.LastVersion; version++)
            {
                Sweep(version);
            }
        }

        return new([.. changes], Ground());
    }

    private void Sweep(int version)
    {
        held.Clear();
        var recomputes = version;
        while (recomputes > 0 && !versions.Rules[recomputes].Version.Program.RecomputesTiers)
        {
            recomputes--;
        }

        for (var earlier = recomputes; earlier < version; earlier++)
        {
            HoldAll(earlier, earlier == recomputes ? 0 : dates.First(earlier), dates.Below(earlier), version);
        }

        var rules = versions.Rules[version];
        var days = dates.Sums.Days;
        var (place, below) = (dates.First(version), dates.Below(version));
        if (version == recomputes)
        {
            HoldAll(version, 0, place, version);
        }

        var mine = version == recomputes ? 0 : held.Count;
        TierCourse.Reach(rules.Tiers, dates.Sums, place, below, reached);
        var end = version == dates.LastVersion ? dates.LastDay : versions.Rules[version + 1].From - 1;
        var day = tier is null ? days[0] : rules.From;
        tier ??= rules.Tiers.Levels[0];
        while (day <= end)
        {
            var without = On(day);
            if (place < below && days[place] == day)
            {
                Hold(version, place++, version, mine);
            }

            Note(version, day, without);
            day = held.Aggregate(
                place < below ? days[place] : Days.Never, (next, one) => Math.Min(next, one.Level.NextLapse(day)));
        }
    }

    private void HoldAll(int judge, int first, int below, int version)
    {
        TierCourse.Reach(versions.Rules[judge].Tiers, dates.Sums, first, below, reached);
        var mine = held.Count;
        for (var place = first; place < below; place++)
        {
            Hold(judge, place, version, mine);
        }
    }

    /// <param name="mine">Where what the same version judged begins.</param>
    private void Hold(int judge, int place, int version, int mine)
    {
        if (reached[place] == 0)
        {
            return;
        }

        // A lower level may count for more where a later version orders them differently; then none outlasts another.
        var map = versions.Levels(judge, version);
        while (map.KeepsOrder && held.Count > mine && held[^1].Level.Level <= reached[place])
        {
            held.RemoveAt(held.Count - 1);
        }

        held.Add((new(dates.Sums.Days[place], reached[place], versions.Rules[judge].Tiers, map), judge));
    }

    /// <param name="without">The level on the day without what was bought on it.</param>
    private void Note(int version, int day, int without)
    {
        var rules = versions.Rules[version];
        var height = On(day);
        var now = rules.Tiers.Levels[height];
        if (now.Id != tier!.Id)
        {
            var cause = height > without ? TierChangeCause.Purchase
                : day == rules.From && version > 0 ? TierChangeCause.Program
                : TierChangeCause.Lapse;
            changes.Add(new(Days.Date(day)!.Value, tier, now, rules.Version, cause));
        }

        tier = now;
    }

    private int On(int day) => held.Aggregate(0, (highest, one) => Math.Max(highest, one.Level.On(day)));

    private TierGround? Ground()
    {
        var height = On(dates.LastDay);
        if (height == 0)
        {
            return null;
        }

        var (level, version) = held
            .Where(one => one.Level.On(dates.LastDay) == height)
            .OrderBy(one => one.Level.FallsBelow(height, dates.LastDay))
            .ThenBy(one => one.Level.Day)
            .Last();
        var sums = dates.Sums;
        var from = sums.WindowStart(level.Rules.Window, level.Day, 0);
        var below = sums.PlaceFrom(level.Day) + 1;
        return new(
            Days.Date(level.Day)!.Value,
            level.Rules.Levels[level.Level],
            versions.Rules[version].Version,
            Days.Date(WindowFrom(level))!.Value,
            sums.Spend(from, below),
            sums.Visits(from, below));
    }

    private int WindowFrom(HeldLevel level) => level.Rules.Window switch
    {
        TierWindow.Rolling rolling => Days.PlusMonths(level.Day, -rolling.Months) + 1,
        TierWindow.CalendarYear => Days.FirstOfYear(Days.Year(level.Day)),
        _ => dates.Sums.Days[0],
    };
}
