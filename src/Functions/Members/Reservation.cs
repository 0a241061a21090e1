using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>What a reward takes from a budget, before it is known whether it is issued. A name here is a stored name.</summary>
/// <param name="Code">The reward's, as it is stored.</param>
/// <param name="Cost">Minor units.</param>
internal sealed record Reservation(string Code, string Member, long Cost, Instant At)
{
    public static Reservation Of(RewardCode code, MemberId member, long cost, Instant at) =>
        new(code.Stored, member.ToString(), cost, at);
}
