using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>
/// A reward that was earned and not issued, since a limit of the program was reached. It has no code and no life: a new month does
/// not release it, or the limit would only put off what it is there to spare. Staff who think better of it give one by hand.
/// </summary>
/// <param name="Number">From 1, under its key.</param>
/// <param name="EarnedOn">The date that earned it.</param>
/// <param name="TermsId">The reward's id in the program.</param>
/// <param name="Version">The number of the program's version.</param>
public sealed record WithheldReward(
    RewardKey Key, long Number, LocalDate EarnedOn, string TermsId, int Version, Instant At, WithheldReason Why);
