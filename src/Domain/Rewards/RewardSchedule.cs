using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>When a member's rewards change by the clock alone.</summary>
public static class RewardSchedule
{
    /// <summary>When there is something to issue or revoke that there is not today, if nothing else happens: a reward whose delay
    /// ends, or one that is owed and finds room, or one that has lost its ground and is held. Null where there will not be.</summary>
    /// <param name="standing">On today's date.</param>
    public static Instant? NextAt(ProgramVersions versions, Member member, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(standing);
        var date = Earlier(NextEarned(versions, member, standing), NextRoom(member.Rewards, standing.Date));
        return Earlier(date is { } next ? versions.Newest.StartOf(next) : null, NextReleased(member.Rewards, standing));
    }

    private static Instant? NextReleased(MemberRewards rewards, Standing standing) => rewards.Open
        .Where(reward => reward.State is RewardState.Held && reward.ExpiresOn >= standing.Date)
        .Where(reward => rewards.Surplus(reward.Key, standing) > 0)
        .Min(reward => reward.LastUse!.HeldUntil);

    private static LocalDate? NextEarned(ProgramVersions versions, Member member, Standing standing)
    {
        var delays = versions.Delays;
        if (delays.IsEmpty || member.History.LastDate is not { } last || last.PlusDays(delays[^1]) <= standing.Date)
        {
            return null;
        }

        // By the last date at the latest everything has come; if that is no more than today, no date between needs a look.
        var farthest = last.PlusDays(delays[^1]);
        var today = Count(standing);
        if (Count(Standing.Evaluate(versions, member.History, farthest)) <= today)
        {
            return null;
        }

        return member.History.DatesFrom(standing.Date.PlusDays(1 - delays[^1]))
            .SelectMany(date => delays.Select(delay => date.PlusDays(delay)))
            .Where(date => date > standing.Date)
            .Distinct()
            .Order()
            .Cast<LocalDate?>()
            .FirstOrDefault(date => Count(Standing.Evaluate(versions, member.History, date!.Value)) > today);
    }

    private static LocalDate? NextRoom(MemberRewards rewards, LocalDate today) =>
        rewards.Owed == 0 || rewards.Open.IsEmpty
            ? null
            : LocalDate.Max(rewards.Open.Min(reward => reward.ExpiresOn), today).PlusDays(1);

    private static long Count(Standing standing) => standing.Entitled.Sum(entitlement => entitlement.Count);

    private static T? Earlier<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } first && other is { } second ? (second.CompareTo(first) < 0 ? second : first) : one ?? other;
}
