using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>
/// What has become of a reward that was issued. That one has expired is no state: it follows from a date, as that a hold has ended
/// follows from an instant (<see cref="Reward.StatusAt"/>), so that nobody need be there when it happens. One that was withheld was
/// never issued (<see cref="WithheldReward"/>).
/// </summary>
public abstract record RewardState
{
    private RewardState()
    {
    }

    /// <summary>Nobody has used it, or whoever did gave it back.</summary>
    public sealed record Open : RewardState
    {
        private Open()
        {
        }

        /// <summary>The one value.</summary>
        public static Open Instance { get; } = new();
    }

    /// <summary>A till has set it apart, until <see cref="Redemption.HeldUntil"/>; past that it is open again, if it is still good.
    /// </summary>
    public sealed record Held(Redemption By) : RewardState;

    public sealed record Redeemed(Redemption By) : RewardState;

    /// <summary>A refund or void took the ground away, or a later offer took its place.</summary>
    public sealed record Revoked(Instant At) : RewardState;
}
