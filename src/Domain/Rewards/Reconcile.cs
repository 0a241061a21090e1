using System.Collections.Immutable;
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
    /// <param name="room">How many may be revoked and issued now; to revoke comes first.</param>
    public static RewardChanges Decide(Standing standing, MemberRewards rewards, LocalDate today, int room)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(rewards);
        var revoke = Surplus(standing, rewards, today, room);
        var open = rewards.Open.Count(reward => reward.StatusOn(today) == RewardStatus.Open) - revoke.Length;
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

    /// <summary>The rewards after the changes, with the codes that the issued ones were given.</summary>
    public static MemberRewards Apply(MemberRewards rewards, RewardChanges changes, IReadOnlyCollection<Reward> issued, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(issued);
        var counts = rewards.Issued.ToBuilder();
        foreach (var reward in issued)
        {
            counts[reward.Key] = counts.GetValueOrDefault(reward.Key) + 1;
        }

        foreach (var reward in changes.Revoke)
        {
            counts[reward.Key]--;
        }

        var open = rewards.Open.Except(changes.Revoke).Where(reward => reward.StatusOn(today) == RewardStatus.Open);
        return new() { Issued = counts.ToImmutable(), Open = [.. open, .. issued], Owed = changes.Owed };
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

    private static ImmutableArray<Reward> Surplus(Standing standing, MemberRewards rewards, LocalDate today, int room)
    {
        var revoke = ImmutableArray.CreateBuilder<Reward>();
        foreach (var (key, issued) in rewards.Issued)
        {
            var surplus = issued - standing.CountOf(key);
            for (var i = rewards.Open.Length - 1; i >= 0 && surplus > 0 && revoke.Count < room; i--)
            {
                if (rewards.Open[i].Key == key && rewards.Open[i].StatusOn(today) == RewardStatus.Open)
                {
                    revoke.Add(rewards.Open[i]);
                    surplus--;
                }
            }
        }

        return revoke.DrainToImmutable();
    }
}
