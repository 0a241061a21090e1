using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A reward that is given with an occasion, not earned: its key, its terms and the version they are of.</summary>
/// <param name="WithClaim">Whether the message that is claimed with it brings it, and is to be told its code.</param>
public sealed record Gift(RewardKey Key, RewardTerms Terms, ProgramVersion Version, bool WithClaim)
{
    public Reward Issue(RewardCode code, Instant now, LocalDate today) => new()
    {
        Code = code,
        Key = Key,
        EarnedOn = today,
        TermsId = Terms.Id,
        Version = Version.Number,
        IssuedAt = now,
        ExpiresOn = today.PlusDays(Terms.ValidForDays),
    };

    /// <summary>The row of a reward that is not issued.</summary>
    /// <param name="number">Its own under the key.</param>
    public WithheldReward Withhold(WithheldReason why, long number, Instant now, LocalDate today) =>
        new(Key, number, today, Terms.Id, Version.Number, now, why);
}
