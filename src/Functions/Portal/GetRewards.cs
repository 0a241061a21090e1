using Loyalty.Domain.Rewards;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Rewards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>All rewards that a member was ever issued, newest first.</summary>
public sealed class GetRewards(Gate gate, MemberReader members, PublishedProgram program, IStore store, IClock clock)
{
    [Function(nameof(GetRewards))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}/rewards")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
        {
            if (await members.FindAsync(member, cancellationToken) is not { } found)
            {
                return Problems.NotFound("No such member was ever seen.");
            }

            var rewards = new List<Reward>();
            await foreach (var row in store.ReadRangeAsync(
                Tables.Members, found.Id.ToString(), MemberKeys.RewardsFrom, MemberKeys.RewardsBelow, cancellationToken))
            {
                if (RewardRow.Read(row) is var reward && found.Has(reward))
                {
                    rewards.Add(reward);
                }
            }

            var newest = rewards.Select(reward => reward.Version).DefaultIfEmpty().Max();
            var versions = await program.VersionsAsync(newest, cancellationToken);
            var now = clock.GetCurrentInstant();
            return JsonAnswer.Of(writer =>
            {
                writer.WriteStartArray();
                // Those issued at one instant keep the order of their codes, which is theirs from the store.
                foreach (var reward in rewards.OrderByDescending(reward => reward.IssuedAt))
                {
                    RewardJson.Write(writer, reward, versions, now);
                }

                writer.WriteEndArray();
            });
        });
}
