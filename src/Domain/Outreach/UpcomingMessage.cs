using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A message that is due or will be, and what is in its way as things are.</summary>
/// <param name="Until">From when on it is too late; null: as long as the occasion is there.</param>
/// <param name="From">When it can go, if nothing else happens; null where nothing goes to the member.</param>
/// <param name="Why">What it waits for, or why nothing goes; null where it goes when it is due.</param>
/// <param name="HeldOut">Whether it will be recorded as held out instead, for the comparison.</param>
/// <param name="Reward">The reward that it is about.</param>
/// <param name="Gift">The id of the reward that is issued with it.</param>
public sealed record UpcomingMessage(
    Occasion Occasion, Instant Due, Instant? Until, Instant? From, string? Why, bool HeldOut, RewardCode? Reward, string? Gift);
