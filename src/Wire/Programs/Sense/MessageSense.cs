using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Wire.Programs.Sense;

/// <summary>Messages that never go, or go to nobody.</summary>
internal static class MessageSense
{
    private const int Everybody = 100;
    private const int DaysOfShortMonth = 28;

    // What is late for longer than this is past, for most kinds.
    private const int LatestDays = 30;

    // Some kinds are looked at once an hour.
    private static readonly Duration LeastOpen = Duration.FromHours(1);

    public static void Look(LoyaltyProgram program, Findings findings)
    {
        if (program.Messages is not { } messages)
        {
            return;
        }

        LookAtLimits(messages, findings);
        LookAtHoldout("thankYou", messages.ThankYou?.HoldoutPercent, findings);
        LookAtHoldout("winBack", messages.WinBack?.HoldoutPercent, findings);
        LookAtHoldout("almostThere", messages.AlmostThere?.HoldoutPercent, findings);
        LookAtTiers(program.Tiers, messages, findings);
        LookAtWinBack(program, messages.WinBack, findings);
    }

    private static void LookAtLimits(MessageRules messages, Findings findings)
    {
        if (messages.QuietHours is { } quiet)
        {
            var minutes = Period.Between(quiet.To, quiet.From, PeriodUnits.Minutes).Minutes;
            var open = Duration.FromMinutes(minutes < 0 ? minutes + NodaConstants.MinutesPerDay : minutes);
            if (open < LeastOpen)
            {
                findings.Error("/messages/quietHours", $"Leave {open.TotalMinutes:N0} minutes of a day, in which hardly a message ever goes: leave an hour at least.");
            }
        }

        if (messages.Cap is { } cap && cap.Days > cap.Max * LatestDays)
        {
            findings.Warn("/messages/cap", $"Lets less than one message in {LatestDays} days through; what waits for longer is mostly past by then and never goes. Allow more, or count over fewer days.");
        }
    }

    private static void LookAtHoldout(string kind, int? percent, Findings findings)
    {
        if (percent == Everybody)
        {
            findings.Warn($"/messages/{kind}/holdoutPercent", "Holds it back from everybody, so that none goes: expected less than 100, or leave the kind out.");
        }
    }

    private static void LookAtTiers(TierRules tiers, MessageRules messages, Findings findings)
    {
        if (tiers.Levels.Length == 1)
        {
            const string NoLevels = "There is one level only, so that there is never anything to tell: leave it out, or add a level.";
            Warn("tierUpgrade", messages.TierUpgrade, NoLevels);
            Warn("tierExpiring", messages.TierExpiringDaysBefore is not null, NoLevels);
            Warn("almostThere", messages.AlmostThere is not null, NoLevels);
        }
        else
        {
            Warn(
                "tierExpiring",
                tiers.Window is TierWindow.Lifetime && messages.TierExpiringDaysBefore is not null,
                "A level that counts all that ever was never ends, so that there is nothing to tell: leave it out.");
        }

        if (tiers.Window is TierWindow.Rolling && messages.TierExpiringDaysBefore is { } days && days >= tiers.KeepMonths * DaysOfShortMonth)
        {
            findings.Warn("/messages/tierExpiring/daysBefore", "Is as long as a level is held, so that members hear of its end as soon as they reach it: expected fewer days.");
        }

        void Warn(string kind, bool isSent, string detail)
        {
            if (isSent)
            {
                findings.Warn($"/messages/{kind}", detail);
            }
        }
    }

    // A later step's offer takes an earlier one's back.
    private static void LookAtWinBack(LoyaltyProgram program, WinBackRules? winBack, Findings findings)
    {
        for (var place = 0; place + 1 < (winBack?.Steps.Length ?? 0); place++)
        {
            var (step, next) = (winBack!.Steps[place], winBack.Steps[place + 1]);
            if (step.Reward is { } reward && program.Rewards[reward].ValidForDays > next.AfterDays - step.AfterDays)
            {
                findings.Warn(
                    $"/messages/winBack/steps/{place}/reward",
                    $"Is good for {program.Rewards[reward].ValidForDays} days, but the next step takes it back after {next.AfterDays - step.AfterDays}: offer one that ends sooner, or let the next step wait.");
            }
        }
    }
}
