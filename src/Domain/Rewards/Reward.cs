using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>A reward that was issued. Its terms are those of the version of the program that it was earned under, for good.
/// </summary>
public sealed record Reward
{
    public required RewardCode Code { get; init; }

    /// <summary>What it was earned for.</summary>
    public required RewardKey Key { get; init; }

    /// <summary>The date that earned it.</summary>
    public required LocalDate EarnedOn { get; init; }

    /// <summary>Its id in the program.</summary>
    public required string TermsId { get; init; }

    /// <summary>The number of the program's version.</summary>
    public required int Version { get; init; }

    public required Instant IssuedAt { get; init; }

    /// <summary>The last good date.</summary>
    public required LocalDate ExpiresOn { get; init; }

    /// <summary>When it was revoked, because a refund or void took the ground away.</summary>
    public Instant? RevokedAt { get; init; }

    public RewardTerms Terms(ProgramVersions versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.Numbered(Version).Program.Rewards[TermsId];
    }

    public RewardStatus StatusOn(LocalDate today) =>
        RevokedAt is not null ? RewardStatus.Revoked : today > ExpiresOn ? RewardStatus.Expired : RewardStatus.Open;
}
