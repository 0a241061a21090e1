using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Functions.Portal.Letters;

/// <summary>The reward that a message of a kind brings or is about, where the member has none for it.</summary>
internal static class SampleReward
{
    // No random bytes draw it but once in as many codes as there are.
    private static readonly RewardCode Code = RewardCode.Draw(new byte[RewardCode.Entropy]);

    /// <summary>Null where the kind goes without a reward, or the program has none.</summary>
    /// <param name="next">What is due of the kind.</param>
    public static Reward? Of(MessageKind kind, UpcomingMessage? next, Standing standing, Instant now)
    {
        var program = standing.Version.Program;
        var terms = kind switch
        {
            MessageKind.RewardExpiring => program.Rewards.Keys.Order(StringComparer.Ordinal).FirstOrDefault(),
            MessageKind.WinBack => next is null ? program.Messages?.WinBack?.Steps.FirstOrDefault()?.Reward : next.Gift,
            MessageKind.Birthday => program.Messages?.Birthday?.Reward,
            _ => null,
        };
        return terms is null
            ? null
            : new Gift(KeyOf(kind, standing), program.Rewards[terms], standing.Version, WithClaim: false).Issue(Code, now, standing.Date);
    }

    private static RewardKey KeyOf(MessageKind kind, Standing standing) => kind switch
    {
        MessageKind.Birthday => RewardKey.Birthday(standing.Date.Year),
        MessageKind.WinBack => RewardKey.WinBack(standing.Version.Program.Messages!.WinBack!.Steps[0].AfterDays),
        _ => RewardKey.Tier(standing.Tier.Id),
    };
}
