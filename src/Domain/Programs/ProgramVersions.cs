using System.Collections.Immutable;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Programs;

/// <summary>
/// All published versions of a program. On each date one is in force: the one with the latest date that is not after it, and of
/// several with one date the last published. The first published is in force from the beginning.
/// </summary>
public sealed class ProgramVersions
{
    private readonly ImmutableArray<ProgramVersion> inForce;
    private readonly ImmutableArray<ImmutableArray<LevelMap>> levelMaps;
    private readonly ImmutableArray<(DateTimeZone Zone, LocalTime DayStart)> clocks;

    /// <param name="published">At least one, in any order, each number once.</param>
    public ProgramVersions(IEnumerable<ProgramVersion> published)
    {
        Published = [.. published.OrderBy(version => version.Number)];
        if (Published.IsEmpty)
        {
            throw new ArgumentException("A program has at least one version.", nameof(published));
        }

        inForce = [.. Published
            .Select(version => version == Published[0] ? version with { From = LocalDate.MinIsoValue } : version)
            .GroupBy(version => version.From)
            .Select(sameDate => sameDate.MaxBy(version => version.Number)!)
            .OrderBy(version => version.From)];
        Keys = [.. inForce.SelectMany(version => VersionRules.KeysOf(version.Program)).Distinct().Order()];
        Rules = [.. inForce.Select(version => new VersionRules(version, Keys))];
        Delays = [.. inForce
            .SelectMany(version => version.Program.Rewards.Values)
            .Select(reward => reward.IssueAfterDays)
            .Where(days => days > 0)
            .Distinct()
            .Order()];
        clocks = [.. Newest.Stores.Values
            .Select(store => (store.Zone ?? Newest.Zone, store.DayStart ?? Newest.DayStart))
            .Append((Newest.Zone, Newest.DayStart))
            .Distinct()];
        levelMaps = [.. inForce.Select((to, place) =>
            inForce.Take(place + 1).Select(from => new LevelMap(from.Program.Tiers, to.Program.Tiers)).ToImmutableArray())];
    }

    /// <summary>A program with one version.</summary>
    public ProgramVersions(LoyaltyProgram program)
        : this([new ProgramVersion(1, LocalDate.MinIsoValue, program)])
    {
    }

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<ProgramVersion> Published { get; }

    /// <summary>The last published, whether or not it is in force yet: its stores' zones and day starts give an event its date.
    /// </summary>
    public LoyaltyProgram Newest => Published[^1].Program;

    /// <summary>After how many days rewards of any version are issued, where that is not at once; rising.</summary>
    internal ImmutableArray<int> Delays { get; }

    /// <summary>In the order in which they come into force.</summary>
    internal ImmutableArray<VersionRules> Rules { get; }

    /// <summary>The keys of all rewards that any version can give, ordinal.</summary>
    internal ImmutableArray<RewardKey> Keys { get; }

    /// <summary>The version that was published under a number; a <see cref="KeyNotFoundException"/> where there is none.</summary>
    public ProgramVersion Numbered(int number)
    {
        foreach (var version in Published)
        {
            if (version.Number == number)
            {
                return version;
            }
        }

        throw new KeyNotFoundException($"The program has no version {number}.");
    }

    public ProgramVersion On(LocalDate date) => inForce[IndexOn(date)];

    /// <summary>The date on which another version takes the place of this one; its own where one of the same date, published later, does
    /// at once; null where none does.</summary>
    public LocalDate? EndOf(ProgramVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var place = inForce.TakeWhile(other => other.Number != version.Number).Count();
        return place == inForce.Length ? version.From : place + 1 < inForce.Length ? inForce[place + 1].From : null;
    }

    /// <summary>The earliest date that it still is at any store.</summary>
    public LocalDate EarliestToday(Instant now) => clocks.Min(clock => LoyaltyProgram.DateAt(clock.Zone, clock.DayStart, now));

    internal int IndexOn(LocalDate date)
    {
        var index = inForce.Length - 1;
        while (index > 0 && inForce[index].From > date)
        {
            index--;
        }

        return index;
    }

    /// <summary>What is given under a key for what happens on a date.</summary>
    internal RewardTerms RewardOf(RewardKey key, LocalDate date) =>
        Rules[IndexOn(date)].Grants.First(grant => Keys[grant.Place] == key).Reward;

    /// <summary>What the levels of one version, by its place, count as in one that is not before it.</summary>
    internal LevelMap Levels(int from, int to) => levelMaps[to][from];
}
