using Loyalty.Domain.Rewards;
using Loyalty.Wire.Rewards;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Loyalty.Functions.Portal.Redemptions;

/// <summary>What a till is told.</summary>
internal static class RedemptionAnswers
{
    public static IResult Of(RedemptionResult result, string whatIsMissing, Instant now) => result switch
    {
        RedemptionResult.NotFound => Problems.NotFound(whatIsMissing),
        RedemptionResult.Refused { Why: var why } => Problems.Problem(
            StatusCodes.Status409Conflict, Detail(why), new() { ["reason"] = RedemptionJson.Reason(why) }),
        RedemptionResult.Done { Redemption: var redemption, Member: var member, IsNew: var isNew } => JsonAnswer.Of(
            writer => RedemptionJson.Write(writer, redemption, member, now),
            isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        _ => throw new InvalidOperationException($"{result} is no way to end."),
    };

    private static string Detail(RedemptionRefusal why) => why switch
    {
        RedemptionRefusal.AlreadyRedeemed => "The reward has been redeemed.",
        RedemptionRefusal.Expired => "The reward has expired.",
        RedemptionRefusal.Revoked => "The reward was revoked.",
        RedemptionRefusal.Held => "Another redemption holds the reward.",
        RedemptionRefusal.NotHere => "The reward is not good at this store.",
        RedemptionRefusal.NotInBasket => "The basket has nothing that the reward takes from.",
        RedemptionRefusal.BasketTooSmall => "The basket is smaller than the reward asks for.",
        RedemptionRefusal.IdUsedForAnotherCode => "This id was used for another code. Each redemption has an id of its own.",
        RedemptionRefusal.Cancelled => "The redemption was cancelled. Redeem under another id.",
        RedemptionRefusal.OtherPurchase => "The redemption names another purchase.",
        RedemptionRefusal.PurchaseFull => $"At most {UsedReward.MostOnPurchase} rewards are used on one purchase.",
        _ => throw new InvalidOperationException($"{why} is no reason."),
    };
}
