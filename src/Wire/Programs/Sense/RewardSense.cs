using Loyalty.Domain.Programs;

namespace Loyalty.Wire.Programs.Sense;

/// <summary>Rewards that nothing gives, that are not what they seem, or of which nobody knows the cost.</summary>
internal static class RewardSense
{
    private const int Whole = 100;

    public static void Look(LoyaltyProgram program, Findings findings)
    {
        var given = program.Tiers.Levels.Select(level => level.Reward)
            .Concat(program.Streaks.SelectMany(streak => streak.Milestones).Select(milestone => milestone.Reward))
            .Concat(program.Stamps.Select(card => card.Reward))
            .Concat(program.Messages?.WinBack?.Steps.Select(step => step.Reward) ?? [])
            .Append(program.Messages?.Birthday?.Reward)
            .ToHashSet();
        foreach (var (id, terms) in program.Rewards)
        {
            var pointer = $"/rewards/{id}";
            if (!given.Contains(id))
            {
                findings.Warn(pointer, "Nothing gives it but staff, by hand: name it at a level, a milestone, a stamp card, a win-back step or the birthday, or take it out.");
            }

            LookAt(terms, pointer, findings);
            if (program.Messages?.RewardExpiringDaysBefore is { } days && terms.ValidForDays <= days)
            {
                findings.Warn($"{pointer}/validFor/days", $"Nobody is reminded of it: it is good for no longer than the {days} days before which rewardExpiring tells. Expected more, or a later reminder.");
            }
        }
    }

    private static void LookAt(RewardTerms terms, string pointer, Findings findings)
    {
        if (terms.Cost is null)
        {
            findings.Warn($"{pointer}/cost", "Is not there, so that no backtest and no budget knows what it costs: say what one costs the shop.");
        }

        if (terms.BudgetMonth < terms.Cost)
        {
            findings.Warn($"{pointer}/budgetMonth", "Does not reach for one, so that none is ever issued: expected at least its cost.");
        }

        switch (terms.Value)
        {
            case RewardValue.Percent { Value: Whole } when terms.MaxDiscount is null:
                findings.Warn($"{pointer}/percent", "Takes all of any basket off, however large: say maxDiscount, or expected less than 100.");
                break;
            case RewardValue.Amount { Value: var amount } when terms.MaxDiscount >= amount:
                findings.Warn($"{pointer}/maxDiscount", "Changes nothing: the reward takes off no more than its amount. Leave it out, or lower it.");
                break;
            case RewardValue.Amount { Value: var amount } when terms.MaxDiscount is { } most && most < amount:
                findings.Warn($"{pointer}/maxDiscount", "Is below the amount that the reward promises: expected at least that, or leave it out.");
                break;
        }
    }
}
