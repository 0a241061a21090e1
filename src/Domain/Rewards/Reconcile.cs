using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>Rewards issued follow what is entitled, by key (CONTRACT section 3).</summary>
public static class Reconcile
{
    /// <summary>
    /// Fewer issued than entitled: the difference is issued, as far as there is room. More: the newest open ones are revoked;
    /// with none open the surplus stays, and a later entitlement is set off against it.
    /// </summary>
    /// <param name="today">In the program's zone.</param>
    /// <param name="room">How many may be revoked and issued now; to revoke comes first.</param>
    public static RewardChanges Decide(Standing standing, MemberRewards rewards, Instant now, LocalDate today, int room)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(rewards);
        var revoke = Surplus(standing, rewards, now, today, room);
        var open = rewards.Open.Count(reward => reward.StatusAt(now, today) is RewardStatus.Open or RewardStatus.Held) - revoke.Length;
        room = Math.Max(0, Math.Min(room - revoke.Length, MemberRewards.MaxOpen - open));
        var issue = ImmutableArray.CreateBuilder<Due>();
        var owed = 0L;
        foreach (var entitlement in standing.Entitled)
        {
            var missing = entitlement.Count - rewards.Issued.GetValueOrDefault(entitlement.Key);
            foreach (var ground in missing > 0 ? Missing(entitlement, rewards, missing) : [])
            {
                var fits = (int)Math.Min(ground.Count, room - issue.Count);
                issue.AddRange(Enumerable.Repeat(new Due(entitlement.Key, ground), fits));
                owed += ground.Count - fits;
            }
        }

        return new(issue.DrainToImmutable(), revoke, owed);
    }

    /// <summary>The rewards after the changes.</summary>
    /// <param name="issued">With the codes that they were given.</param>
    /// <param name="withheld">The others of those that were to be issued.</param>
    public static MemberRewards Apply(
        MemberRewards rewards,
        RewardChanges changes,
        IReadOnlyCollection<Reward> issued,
        IReadOnlyCollection<WithheldReward> withheld,
        ProgramVersions versions,
        Instant now)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(issued);
        ArgumentNullException.ThrowIfNull(withheld);
        ArgumentNullException.ThrowIfNull(versions);
        var counts = rewards.Issued.ToBuilder();
        foreach (var key in issued.Select(reward => reward.Key).Concat(withheld.Select(reward => reward.Key)))
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        foreach (var reward in changes.Revoke)
        {
            counts[reward.Key]--;
        }

        // A store where it is still yesterday takes what has expired elsewhere.
        var earliest = versions.EarliestToday(now);
        var kept = rewards.Open.Except(changes.Revoke).Where(reward =>
            reward.StatusAt(now, earliest) is RewardStatus.Open or RewardStatus.Held);
        return rewards.Withholding(withheld) with
        {
            Issued = counts.ToImmutable(),
            Open = [.. kept, .. issued],
            Owed = changes.Owed,
            // What is entitled has caught up with what was issued: nothing of it is without ground any more.
            Kept = rewards.Kept.RemoveRange(issued.Select(reward => reward.Key).Concat(withheld.Select(reward => reward.Key))),
            Monthly = rewards.Monthly.With(issued, versions, versions.Newest.Today(now)),
        };
    }

    /// <summary>What is missing, with the versions that gave it: a late purchase earns by an older one, though a newer one gave
    /// something since. Of what is no longer open nobody asks which version gave it; the oldest did.</summary>
    private static IEnumerable<Earned> Missing(Entitlement entitlement, MemberRewards rewards, long missing)
    {
        var open = rewards.Open.Where(reward => reward.Key == entitlement.Key).ToList();
        var closed = rewards.Issued.GetValueOrDefault(entitlement.Key) - open.Count;
        foreach (var ground in entitlement.Earned)
        {
            var notOpen = Math.Max(0, ground.Count - open.Count(reward => reward.Version == ground.Version.Number));
            var had = Math.Min(notOpen, closed);
            var due = Math.Min(notOpen - had, missing);
            (closed, missing) = (closed - had, missing - due);
            yield return ground with { Count = due };
        }
    }

    private static ImmutableArray<Reward> Surplus(Standing standing, MemberRewards rewards, Instant now, LocalDate today, int room)
    {
        var revoke = ImmutableArray.CreateBuilder<Reward>();
        foreach (var key in rewards.Issued.Keys)
        {
            var surplus = rewards.Surplus(key, standing);
            for (var i = rewards.Open.Length - 1; i >= 0 && surplus > 0 && revoke.Count < room; i--)
            {
                if (rewards.Open[i].Key == key && rewards.Open[i].StatusAt(now, today) == RewardStatus.Open)
                {
                    revoke.Add(rewards.Open[i]);
                    surplus--;
                }
            }
        }

        return revoke.DrainToImmutable();
    }
}
