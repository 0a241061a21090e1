using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Merging;

/// <summary>What two numbers of one person were told, together: nothing comes twice, and nothing is told of what came with the merge.
/// </summary>
internal static class JoinedOutreach
{
    /// <param name="standing">Of both, on today's date: its tier and its visits count as told.</param>
    public static OutreachState Of(Member kept, Member old, History joint, Standing standing)
    {
        var (one, other) = (kept.Outreach, old.Outreach);
        return one with
        {
            ToldLevel = standing.Tier.Id,
            ToldRises = one.ToldRises + other.ToldRises,
            Sends = Effects.Kept(one.Sends.AddRange(other.Sends).Sort()),
            Recent =
            [
                .. one.Recent
                    .Concat(other.Recent.Select(purchase => purchase with { Thanked = true }))
                    .GroupBy(purchase => purchase.Id)
                    .Select(same => same.First() with { Thanked = same.Any(purchase => purchase.Thanked) })
                    .OrderBy(purchase => purchase.At)
                    .ThenBy(purchase => purchase.Id),
            ],
            ThankedFirst = one.ThankedFirst || other.ThankedFirst || joint.FirstDate is not null,
            ThankedVisits = Math.Max(Math.Max(one.ThankedVisits, other.ThankedVisits), standing.LifetimeVisits),
            LastThanked = Later(one.LastThanked, other.LastThanked),
            Welcomed = one.Welcomed || other.Welcomed,
            Activated = one.Activated || other.Activated,
            GreetedYear = Later(one.GreetedYear, other.GreetedYear),
            BirthdayRewardYear = Later(one.BirthdayRewardYear, other.BirthdayRewardYear),
            LastOffer = one.LastOffer is { } offer && !(other.LastOffer?.On > offer.On) ? offer : other.LastOffer,
            StepRewards = Latest(one.StepRewards, other.StepRewards),
            Reminded = one.Reminded.AddRange(other.Reminded.Except(one.Reminded)),
            TierEndsTold = one.TierEndsTold.AddRange(other.TierEndsTold.Except(one.TierEndsTold)),
            NearTold = Latest(one.NearTold, other.NearTold),
            DeadAddress = one.DeadAddress ?? other.DeadAddress,
        };
    }

    private static T? Later<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } first && other is { } second ? (second.CompareTo(first) > 0 ? second : first) : one ?? other;

    private static ImmutableSortedDictionary<TKey, LocalDate> Latest<TKey>(
        ImmutableSortedDictionary<TKey, LocalDate> one, ImmutableSortedDictionary<TKey, LocalDate> other)
        where TKey : notnull =>
        one.SetItems(other.Where(told => !one.TryGetValue(told.Key, out var mine) || told.Value > mine));
}
