using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>"Entitled, how many of each reward the member has earned in all" of CONTRACT section 3.</summary>
internal sealed class ReferenceEntitlements
{
    private readonly ReferenceVersions versions;
    private readonly IReadOnlyList<ReferenceDate> dates;
    private readonly ReferenceTier tier;
    private readonly LocalDate x;
    private readonly List<Given> given = [];
    private readonly Dictionary<string, long> collected = [];

    // "Go through the dates in order, each d by v(d)"
    public ReferenceEntitlements(ReferenceVersions versions, IReadOnlyList<ReferenceDate> dates, ReferenceTier tier, LocalDate x)
    {
        (this.versions, this.dates, this.tier, this.x) = (versions, dates, tier, x);
        foreach (var d in dates)
        {
            GiveForTier(d);
            GiveForStreaks(d);
            GiveForStamps(d);
        }
    }

    /// <summary>One for each reward earned; <paramref name="PeriodEnd"/> is the last day of the period of a streak.</summary>
    public sealed record Given(string Key, int Version, string Reward, LocalDate Date, LocalDate PeriodEnd);

    public IReadOnlyList<Given> All => given;

    public long Collected(string stamp) => collected.GetValueOrDefault(stamp);

    // "only a date that is not before `rewardsSince`, and of which d plus the reward's `issueAfter` is not after x, gives or
    // collects anything"
    private bool CanGive(string reward, ReferenceDate d)
    {
        var version = VersionOn(d);
        return !(version.RewardsSince is { } since && d.Date < since)
            && d.Date.PlusDays(version.Rewards[reward].IssueAfterDays) <= x;
    }

    // "tier:LEVEL, for a level with a reward: one more on a date on which that level or a higher one was reached, if none was
    // given before, or the level has `repeat` and d is not before the date of the last one given plus `months` (clamped)"
    private void GiveForTier(ReferenceDate d)
    {
        var levels = VersionOn(d).Tiers.Levels;
        for (var place = 0; place <= tier.Reached(d.Date, VersionOn(d)); place++)
        {
            var level = levels[place];
            var key = $"tier:{level.Id}";
            if (level.Reward is { } reward && CanGive(reward, d)
                && (Last(key) is not { } last
                    || (level.RepeatMonths is { } months && d.Date >= last.Date.PlusMonths(months))))
            {
                Give(key, reward, d, d.Date);
            }
        }
    }

    // "streak:STREAK:LENGTH: one more on a visit date whose period is met by the visits up to it, if a sequence of consecutive
    // periods ends with that period, begins after the period for which the last one was given (after its last day, where a
    // version changed `period`), and has at least LENGTH met and at most `freezes` missed ones, by the visits up to d; never a
    // second where `repeat` is false"
    private void GiveForStreaks(ReferenceDate d)
    {
        var version = VersionOn(d);
        foreach (var rules in version.Streaks.Where(_ => d.IsVisit))
        {
            var streak = new ReferenceStreak(rules, version, dates.Where(e => e.IsVisit && e.Date <= d.Date).Select(e => e.Date));
            var period = ReferenceStreak.PeriodOf(d.Date, rules, version);
            foreach (var milestone in rules.Milestones.Where(_ => streak.IsMet(period)))
            {
                var key = $"streak:{rules.Id}:{milestone.Length}";
                if (CanGive(milestone.Reward, d)
                    && (milestone.Repeat || Last(key) is null)
                    && streak.MostMet(period, beginsAfter: Last(key)?.PeriodEnd) >= milestone.Length)
                {
                    Give(key, milestone.Reward, d, streak.LastDay(period));
                }
            }
        }
    }

    // "stamp:ID: the date's visit, or its quantities left in the category, at most `maxPerDay`, are collected, whether or not
    // the date is a visit; each time that `every` of them are there (looked at on each such date, also one that collects
    // nothing), one more, and `every` are taken off"
    private void GiveForStamps(ReferenceDate d)
    {
        foreach (var card in VersionOn(d).Stamps.Where(card => CanGive(card.Reward, d)))
        {
            var onDate = card.Category is { } category
                ? d.Quantities.GetValueOrDefault(category.ToString())
                : d.IsVisit ? 1 : 0;
            collected[card.Id] = Collected(card.Id) + Math.Min(onDate, card.MaxPerDay ?? long.MaxValue);
            while (collected[card.Id] >= card.Every)
            {
                Give($"stamp:{card.Id}", card.Reward, d, d.Date);
                collected[card.Id] -= card.Every;
            }
        }
    }

    private LoyaltyProgram VersionOn(ReferenceDate d) => versions[versions.On(d.Date)];

    private Given? Last(string key) => given.LastOrDefault(one => one.Key == key);

    private void Give(string key, string reward, ReferenceDate d, LocalDate periodEnd) =>
        given.Add(new Given(key, versions.On(d.Date), reward, d.Date, periodEnd));
}
