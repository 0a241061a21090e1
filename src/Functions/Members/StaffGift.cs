using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>One reward that staff give by hand, through all attempts at it. What a program limits by itself, staff may exceed.</summary>
/// <param name="termsId">The reward's id in the program.</param>
internal sealed class StaffGift(PublishedProgram program, RewardCodes codes, RewardKey key, string termsId)
{
    private (MemberId Member, RewardCode Code)? drawn;

    /// <summary>The member with the reward, the reward and its terms; null where the program in force has no such reward.</summary>
    public async Task<(Member After, Reward Given, RewardTerms Terms)?> GiveAsync(
        Member before, Instant now, CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        var today = versions.Newest.Today(now);
        var inForce = versions.On(today);
        if (!inForce.Program.Rewards.TryGetValue(termsId, out var terms))
        {
            return null;
        }

        if (drawn?.Member != before.Id)
        {
            drawn = (before.Id, (await codes.DrawAsync(before.Id, 1, cancellationToken))[0]);
        }

        var given = new Gift(key, terms, inForce, WithClaim: false).Issue(drawn.Value.Code, now, today);
        return (before with { Rewards = before.Rewards.Given([given], versions, today) }, given, terms);
    }
}
