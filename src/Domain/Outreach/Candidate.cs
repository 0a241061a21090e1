using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A message that could go, now or later.</summary>
/// <param name="Until">From when on it is too late; null: as long as the occasion is there.</param>
internal sealed record Candidate(Occasion Occasion, Instant Due, Instant? Until = null)
{
    /// <summary>It waits until then, whatever else allows it.</summary>
    public Instant? NotBefore { get; init; }

    public int HoldoutPercent { get; init; }

    /// <summary>The reward that it is about, or brings and was issued already.</summary>
    public RewardCode? Reward { get; init; }

    /// <summary>The reward that is issued with it.</summary>
    public Gift? Gift { get; init; }

    /// <summary>What <see cref="Claim.About"/> says.</summary>
    public string? About { get; init; }

    public MessageKind Kind => Occasion.Kind;
}
