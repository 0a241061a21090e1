using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What staff answered to a complaint.</summary>
/// <param name="Text">1 to <see cref="MaxLength"/> characters, with line breaks.</param>
/// <param name="By">The name of the key that it came with.</param>
/// <param name="Reward">The reward's id in the program; null where none was given.</param>
/// <param name="Code">The code of the reward that was issued.</param>
public sealed record Answer(string Text, Instant At, string By, string? Reward, RewardCode? Code)
{
    public const int MaxLength = 4_000;

    /// <summary>Whether somebody who wants to answer so has done it.</summary>
    public bool Says(string text, string? reward) => Text == text && Reward == reward;
}
