using System.Buffers.Binary;
using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Previews;

/// <summary>Plays through what is issued to a member with a history, if nothing else happens. What the program allows a member in a
/// month (<see cref="RewardTerms.PerMemberMonth"/>) is heeded. What is left of a budget is not known here: it is shared by all members,
/// and is gone or not by the time of issue.</summary>
/// <param name="today">When what is due is issued.</param>
/// <param name="dates">Those on which something may fall due, rising; the first is the one that is looked at today.</param>
internal sealed class Issuing(ProgramVersions versions, MemberRewards rewards, LocalDate today, ImmutableArray<LocalDate> dates)
{
    /// <summary>What is issued, in its order.</summary>
    public ImmutableArray<PromisedReward> Of(History history)
    {
        var promised = ImmutableArray.CreateBuilder<PromisedReward>();
        var held = rewards;
        foreach (var date in dates)
        {
            var on = date == dates[0] ? today : date;
            var now = versions.Newest.StartOf(on);
            var changes = Reconcile.Decide(Standing.Evaluate(versions, history, date), held, now, on, int.MaxValue);
            var issued = new List<Reward>();
            var withheld = new List<WithheldReward>();
            foreach (var due in changes.Issue)
            {
                var terms = due.Ground.Reward;
                if (held.Monthly.Of(terms.Id, on) + issued.Count(reward => reward.TermsId == terms.Id) >= terms.PerMemberMonth)
                {
                    var number = held.Withheld.GetValueOrDefault(due.Key) + withheld.Count(reward => reward.Key == due.Key) + 1;
                    withheld.Add(due.Withhold(WithheldReason.MemberMonth, number, now));
                    continue;
                }

                issued.Add(due.Issue(StandIn(promised.Count), now, on));
                promised.Add(new PromisedReward(due, on));
            }

            held = Reconcile.Apply(held, changes, issued, withheld, versions, now);
        }

        return promised.DrainToImmutable();
    }

    /// <summary>What is issued with one history and is not, or only later, with another that has less in it.</summary>
    public static ImmutableArray<PromisedReward> Beyond(
        ImmutableArray<PromisedReward> with, ImmutableArray<PromisedReward> without)
    {
        var others = without.ToList();
        return
        [
            .. with.Where(one =>
                others.FindIndex(other => other.Due.Key == one.Due.Key && other.IssuedOn <= one.IssuedOn) is var same
                && (same < 0 || !Take(same))),
        ];

        bool Take(int place)
        {
            others.RemoveAt(place);
            return true;
        }
    }

    // Each its own, as codes are: nobody sees it.
    private static RewardCode StandIn(int number)
    {
        Span<byte> bytes = stackalloc byte[RewardCode.Entropy];
        bytes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return RewardCode.Draw(bytes);
    }
}
