using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime.Text;

namespace Loyalty.Domain.Rewards;

/// <summary>Why a member got a reward, in a few words.</summary>
public static class Because
{
    public static string Of(Reward reward, ProgramVersions versions)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(versions);
        var program = versions.Numbered(reward.Version).Program;
        var on = LocalDatePattern.Iso.Format(reward.EarnedOn);
        return OfTier(reward, program, on)
            ?? OfStreak(reward, program, on)
            ?? OfStamps(reward, program, on)
            ?? OfGift(reward, on);
    }

    private static string? OfTier(Reward reward, LoyaltyProgram program, string on) =>
        program.Tiers.Levels.FirstOrDefault(level => RewardKey.Tier(level.Id) == reward.Key) is { } level
            ? $"{level.Name} reached on {on}"
            : null;

    private static string? OfStreak(Reward reward, LoyaltyProgram program, string on)
    {
        foreach (var streak in program.Streaks)
        {
            if (streak.Milestones.FirstOrDefault(milestone => RewardKey.Streak(streak.Id, milestone.Length) == reward.Key) is { } reached)
            {
                return $"{streak.Name}: {Count(reached.Length, streak.Period)} in a row on {on}";
            }
        }

        return null;
    }

    private static string? OfStamps(Reward reward, LoyaltyProgram program, string on) =>
        program.Stamps.FirstOrDefault(card => RewardKey.Stamp(card.Id) == reward.Key) is { } card
            ? string.Create(CultureInfo.InvariantCulture, $"{card.Name}: {card.Every} stamps on {on}")
            : null;

    private static string OfGift(Reward reward, string on) =>
        reward.Key.IsAnswer ? $"An answer to feedback on {on}"
        : reward.Key.IsGift ? $"A gift on {on}"
        : reward.Key.IsBirthday ? $"Birthday on {on}"
        : reward.Key.WinBackStep is { } days ? string.Create(CultureInfo.InvariantCulture, $"Missed for {days} days on {on}")
        : $"{reward.Key} on {on}";

    private static string Count(int length, PeriodKind period)
    {
        var unit = period switch
        {
            PeriodKind.Day => "day",
            PeriodKind.Week => "week",
            _ => "month",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{length} {unit}{(length == 1 ? "" : "s")}");
    }
}
