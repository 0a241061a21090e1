using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Previews;

/// <summary>A reward that a purchase brings.</summary>
/// <param name="IssuedOn">When it is issued: today once the purchase is counted, or on a later date where its terms or what else the
/// member has earned say so.</param>
public sealed record PromisedReward(Due Due, LocalDate IssuedOn)
{
    /// <summary>The last good date.</summary>
    public LocalDate ExpiresOn => IssuedOn.PlusDays(Due.Ground.Reward.ValidForDays);
}
