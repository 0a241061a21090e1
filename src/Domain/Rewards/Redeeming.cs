using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>Whether a till gets the reward that it asks for.</summary>
public static class Redeeming
{
    /// <summary>Redeems or holds it.</summary>
    /// <param name="today">The date at the store.</param>
    public static RedemptionDecision Decide(
        Reward reward, RewardTerms terms, RedemptionRequest request, Instant now, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(request);
        if (reward.LastUse is { } last && last.Id == request.Id)
        {
            return new RedemptionDecision.Same(last);
        }

        if (WhyNot(reward.StatusAt(now, today)) is { } why)
        {
            return new RedemptionDecision.Refused(why);
        }

        if (!terms.Stores.IsEmpty && !terms.Stores.Contains(request.Store))
        {
            return new RedemptionDecision.Refused(RedemptionRefusal.NotHere);
        }

        return Discounting.Decide(terms, request.Basket) switch
        {
            Discounting.Refused { Why: var refusal } => new RedemptionDecision.Refused(refusal),
            Discounting.Given { Discount: var discount } => Use(reward, request, discount, now),
            var other => throw new InvalidOperationException($"{other} is no discount."),
        };
    }

    private static RedemptionDecision.Done Use(Reward reward, RedemptionRequest request, long? discount, Instant now)
    {
        var redemption = new Redemption
        {
            Id = request.Id,
            Code = reward.Code,
            TermsId = reward.TermsId,
            Store = request.Store,
            At = now,
            HeldUntil = now + request.Hold,
            Discount = discount,
            Purchase = request.Purchase,
            RedeemedAt = request.Hold is null ? now : null,
        };
        return new(
            reward with { State = request.Hold is null ? new RewardState.Redeemed(redemption) : new RewardState.Held(redemption) },
            redemption);
    }

    /// <summary>Why a reward of a status cannot be had; null where it can.</summary>
    internal static RedemptionRefusal? WhyNot(RewardStatus status) => status switch
    {
        RewardStatus.Open => null,
        RewardStatus.Held => RedemptionRefusal.Held,
        RewardStatus.Redeemed => RedemptionRefusal.AlreadyRedeemed,
        RewardStatus.Expired => RedemptionRefusal.Expired,
        RewardStatus.Revoked => RedemptionRefusal.Revoked,
        _ => throw new InvalidOperationException($"{status} is no status."),
    };
}
