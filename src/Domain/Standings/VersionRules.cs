using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>A version in force, laid out for evaluating: dates as numbers, rewards by the places of their keys.</summary>
internal sealed class VersionRules
{
    public VersionRules(ProgramVersion version, ImmutableArray<RewardKey> keys)
    {
        var program = version.Program;
        Version = version;
        From = Days.Number(version.From);
        RewardsSince = program.RewardsSince is { } since ? Days.Number(since) : 0;
        Levels = [.. program.Tiers.Levels
            .Select((level, place) => (level, place))
            .Where(rewarded => rewarded.level.Reward is not null)
            .Select(rewarded => new RewardedLevel(
                rewarded.place, rewarded.level.RepeatMonths, Grant(RewardKey.Tier(rewarded.level.Id), rewarded.level.Reward!)))];
        Streaks = [.. program.Streaks.Select(streak =>
        {
            var periods = new Periods(streak.Period, program.WeekStart);
            var closed = new Closed(periods, program.Closures);
            return new StreakCourse(streak, periods, closed, [.. streak.Milestones.Select(milestone => new RewardedLength(
                milestone.Length, milestone.Repeat, Grant(RewardKey.Streak(streak.Id, milestone.Length), milestone.Reward)))]);
        })];
        Stamps = [.. program.Stamps.Select(card => new StampCard(card, Grant(RewardKey.Stamp(card.Id), card.Reward)))];
        Grants = [.. Levels.Select(level => level.Grant)
            .Concat(Streaks.SelectMany(streak => streak.Milestones).Select(milestone => milestone.Grant))
            .Concat(Stamps.Select(stamp => stamp.Grant))
            .OrderBy(grant => grant.Place)];

        Grant Grant(RewardKey key, string reward) => new(keys.BinarySearch(key), program.Rewards[reward]);
    }

    public ProgramVersion Version { get; }

    /// <summary>The first day on which it is in force.</summary>
    public int From { get; }

    public int RewardsSince { get; }

    public TierRules Tiers => Version.Program.Tiers;

    /// <summary>Lowest first.</summary>
    public ImmutableArray<RewardedLevel> Levels { get; }

    public ImmutableArray<StreakCourse> Streaks { get; }

    public ImmutableArray<StampCard> Stamps { get; }

    /// <summary>All that it can give, by the place of the key.</summary>
    public ImmutableArray<Grant> Grants { get; }

    /// <summary>The keys of all rewards that a program can give.</summary>
    public static IEnumerable<RewardKey> KeysOf(LoyaltyProgram program) =>
    [
        .. program.Tiers.Levels.Where(level => level.Reward is not null).Select(level => RewardKey.Tier(level.Id)),
        .. program.Streaks.SelectMany(streak => streak.Milestones.Select(milestone => RewardKey.Streak(streak.Id, milestone.Length))),
        .. program.Stamps.Select(card => RewardKey.Stamp(card.Id)),
    ];

    /// <summary>Which categories of a history earn no spend, by their places; null where all earn.</summary>
    public bool[]? Excluded(History history)
    {
        var excluded = Version.Program.ExcludedCategories;
        return excluded.IsEmpty ? null : Array.ConvertAll(history.Categories.ToArray(), excluded.Contains);
    }

    /// <summary>Whether what a day earns with this reward is earned by the last day looked at.</summary>
    public bool Gives(in Grant grant, int day, int lastDay) => day >= RewardsSince && day <= lastDay - grant.Reward.IssueAfterDays;
}

/// <summary>A reward, and the place of its key among those of all versions.</summary>
internal readonly record struct Grant(int Place, RewardTerms Reward);

/// <summary>A level with a reward, by its place in the list.</summary>
internal readonly record struct RewardedLevel(int Level, int? RepeatMonths, Grant Grant);

/// <summary>A milestone.</summary>
internal readonly record struct RewardedLength(int Length, bool Repeats, Grant Grant);

/// <summary>A stamp card.</summary>
internal readonly record struct StampCard(StampRules Rules, Grant Grant);

/// <summary>A streak with its calendar.</summary>
internal sealed record StreakCourse(StreakRules Rules, Periods Periods, Closed Closed, ImmutableArray<RewardedLength> Milestones)
{
    /// <summary>How many of the periods from the first to the last are open; those of them that are not met are missed.</summary>
    public int Open(int first, int last) => first > last ? 0 : last - first + 1 - Closed.Count(first, last);
}
