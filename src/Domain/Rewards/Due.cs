using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>A reward that is to be issued: the key, and what earned it.</summary>
public readonly record struct Due(RewardKey Key, Earned Ground)
{
    /// <summary>The reward, with the terms of the version that earned it.</summary>
    public Reward Issue(RewardCode code, Instant now, LocalDate today) => new()
    {
        Code = code,
        Key = Key,
        EarnedOn = Ground.LastOn,
        TermsId = Ground.Reward.Id,
        Version = Ground.Version.Number,
        IssuedAt = now,
        ExpiresOn = today.PlusDays(Ground.Reward.ValidForDays),
    };

    /// <summary>The row of a reward that is not issued.</summary>
    /// <param name="number">Its own under the key.</param>
    public WithheldReward Withhold(WithheldReason why, long number, Instant now) =>
        new(Key, number, Ground.LastOn, Ground.Reward.Id, Ground.Version.Number, now, why);
}
