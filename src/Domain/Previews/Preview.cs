using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Previews;

/// <summary>What a purchase would change if it were counted now (CONTRACT section 5): the same evaluation with one purchase more.
/// </summary>
/// <param name="Before">Without it, on the same date.</param>
/// <param name="After">With it, on the later of today and the date of the member's last purchase: the date by which rewards are issued.
/// </param>
/// <param name="Rewards">Those that the purchase brings, in the order of issue.</param>
/// <param name="Next">Null where no spend on that date reaches anything more.</param>
public sealed record Preview(Standing Before, Standing After, ImmutableArray<PromisedReward> Rewards, NextStep? Next)
{
    /// <param name="member">Null for one never seen.</param>
    /// <param name="purchase">Its id is not looked at: it is one that was never counted.</param>
    public static Preview Of(ProgramVersions versions, Member? member, Purchase purchase, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(purchase);
        var date = versions.Newest.DateAt(purchase.Store, purchase.At);
        var before = member?.History ?? History.Empty;
        var after = before.Add(date, PurchaseLeft.Of(purchase, Refunds.None));
        var on = LocalDate.Max(today, after.LastDate ?? today);
        var issuing = new Issuing(versions, member?.Rewards ?? MemberRewards.None, today, [on, .. Forecast.Dues(versions, after, date, on)]);
        var promised = issuing.Of(after);
        var standing = Standing.Evaluate(versions, after, on);
        return new(
            Standing.Evaluate(versions, before, on),
            standing,
            Issuing.Beyond(promised, issuing.Of(before)),
            Step(versions, after, date, standing, issuing, promised));
    }

    // More spend never gives less, so the least can be searched for by halves.
    private static NextStep? Step(
        ProgramVersions versions,
        History history,
        LocalDate date,
        Standing standing,
        Issuing issuing,
        ImmutableArray<PromisedReward> promised)
    {
        var spends = SpendSteps.Of(versions, history, date, standing.Date);
        NextStep? least = null;
        for (var (first, below) = (0, spends.Length); first < below;)
        {
            var middle = first + ((below - first) / 2);
            if (Try(spends[middle]) is { } step)
            {
                (least, below) = (step, middle);
            }
            else
            {
                first = middle + 1;
            }
        }

        return least;

        NextStep? Try(long spend)
        {
            var further = history.Add(date, PurchaseLeft.Of(Spent(spend), Refunds.None));
            var then = Standing.Evaluate(versions, further, standing.Date);
            var more = Issuing.Beyond(issuing.Of(further), promised);
            return IsStep(standing, then) || !more.IsEmpty ? new(spend, then, more) : null;
        }
    }

    private static bool IsStep(Standing before, Standing after) =>
        after.TierIndex > before.TierIndex
        || after.LifetimeVisits > before.LifetimeVisits
        || !after.Streaks.SequenceEqual(before.Streaks)
        || !after.Stamps.SequenceEqual(before.Stamps);

    private static Purchase Spent(long amount) => new() { Id = default, Member = default, Store = default, At = default, Amount = amount };
}
