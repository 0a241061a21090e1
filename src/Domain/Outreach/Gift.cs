using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;

namespace Loyalty.Domain.Outreach;

/// <summary>A reward that is given with an occasion, not earned: its key, its terms and the version they are of.</summary>
/// <param name="WithClaim">Whether the message that is claimed with it brings it, and is to be told its code.</param>
public sealed record Gift(RewardKey Key, RewardTerms Terms, ProgramVersion Version, bool WithClaim);
