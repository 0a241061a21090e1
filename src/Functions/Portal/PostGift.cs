using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Gifts;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Rewards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Gives a member a reward by hand: 201, and 200 for the same again.</summary>
public sealed class PostGift(Gate gate, GiftDesk desk, PublishedProgram program, IClock clock)
{
    [Function(nameof(PostGift))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{member}/gifts")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
        {
            if (await Body.ReadAsync(request, GiftJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A gift may have {GiftJson.MaxBytes:N0} bytes.");
            }

            return GiftJson.Parse(body) switch
            {
                Parsed<(EventId Id, string Reward, string Reason)>.Bad { Errors: var errors } => Problems.Invalid(errors),
                Parsed<(EventId Id, string Reward, string Reason)>.Good { Value: var (id, reward, reason) } => await AnswerAsync(
                    MemberId.TryParse(member) is { } known
                        ? await desk.GiveAsync(known, id, reward, reason, caller, cancellationToken)
                        : new GiftResult.NoMember(),
                    cancellationToken),
                _ => throw new InvalidOperationException("A gift is good or bad."),
            };
        });

    private async Task<IResult> AnswerAsync(GiftResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case GiftResult.NoMember:
                return Problems.NotFound("No such member was ever seen.");
            case GiftResult.NoReward:
                return Problems.Invalid("/reward", "The program in force has no reward of this id.");
            case GiftResult.IdUsed:
                return Refused("idUsedForAnotherGift", "This id was used for another gift to the member. Each gift has an id of its own.");
            case GiftResult.BudgetSpent:
                return Refused("budgetSpent", "What this key may give in a month would not reach.");
            case GiftResult.Given { Member: var member, Reward: var reward, IsNew: var isNew }:
                var versions = await program.VersionsAsync(Math.Max(member.NewestVersion, reward.Version), cancellationToken);
                return JsonAnswer.Of(
                    writer => RewardJson.Write(writer, reward, versions, clock.GetCurrentInstant()),
                    isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            default:
                throw new InvalidOperationException($"{result} is no way to end.");
        }
    }

    private static IResult Refused(string reason, string detail) =>
        Problems.Problem(StatusCodes.Status409Conflict, detail, new() { ["reason"] = reason });
}
