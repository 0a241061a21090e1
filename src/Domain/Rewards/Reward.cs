using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
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

    public RewardState State { get; init; } = RewardState.Open.Instance;

    /// <summary>Whether its end was announced before it was last held or used: one that comes back is not announced again.</summary>
    public bool Reminded { get; init; }

    /// <summary>The number that it came with, where that was merged into its member; null: it was issued to the member.</summary>
    public MemberId? From { get; init; }

    /// <summary>The redemption that has it, or had it until its hold ended.</summary>
    public Redemption? LastUse => State switch
    {
        RewardState.Held { By: var by } => by,
        RewardState.Redeemed { By: var by } => by,
        _ => null,
    };

    public RewardTerms Terms(ProgramVersions versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.Numbered(Version).Program.Rewards[TermsId];
    }

    /// <param name="today">The date where it is asked: at a store, or in the program's zone.</param>
    public RewardStatus StatusAt(Instant now, LocalDate today) => State switch
    {
        RewardState.Revoked => RewardStatus.Revoked,
        RewardState.Redeemed => RewardStatus.Redeemed,
        RewardState.Held { By.HeldUntil: var until } when until > now => RewardStatus.Held,
        _ => today > ExpiresOn ? RewardStatus.Expired : RewardStatus.Open,
    };

    /// <summary>The reward back with the number that it came with.</summary>
    public Reward Returned(MemberId number) => From == number ? this with { From = null } : this;

    public Reward Revoke(Instant now) => this with { State = new RewardState.Revoked(now) };
}
