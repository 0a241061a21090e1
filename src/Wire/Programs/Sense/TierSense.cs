using Loyalty.Domain.Programs;

namespace Loyalty.Wire.Programs.Sense;

/// <summary>Levels that nobody reaches, or that bring nothing.</summary>
internal static class TierSense
{
    private const int DaysOfMonth = 31;
    private const int DaysOfYear = 366;

    public static void Look(TierRules tiers, Findings findings)
    {
        for (var place = 1; place < tiers.Levels.Length; place++)
        {
            var (level, pointer) = (tiers.Levels[place], $"/tiers/levels/{place}");
            LookAtOrder(tiers, place, pointer, findings);
            LookAtVisits(tiers.Window, level, pointer, findings);
            if (level.Reward is null && level.Benefits.IsEmpty)
            {
                findings.Warn(pointer, $"{level.Name} brings neither a reward nor a benefit: give it one, so that it is worth reaching.");
            }

            if (level.Reward is null && level.RepeatMonths is not null)
            {
                findings.Warn($"{pointer}/repeat", "Repeats a reward that the level has not: name a reward, or leave it out.");
            }

            if (level.RequiresAll && (level.Spend is null || level.Visits is null))
            {
                findings.Warn($"{pointer}/require", "Says all where there is one threshold: add the other one, or leave it out.");
            }
        }
    }

    // Whatever meets a level meets it by as little as its thresholds allow, or by more.
    private static void LookAtOrder(TierRules tiers, int place, string pointer, Findings findings)
    {
        var level = tiers.Levels[place];
        (long Spend, int Visits)[] least = level is { Spend: { } spend, Visits: { } visits, RequiresAll: false }
            ? [(spend, 0), (0, visits)]
            : [(level.Spend ?? 0, level.Visits ?? 0)];
        if (tiers.Levels.Skip(place + 1).FirstOrDefault(higher => least.All(one => higher.IsMetBy(one.Spend, one.Visits))) is { } passed)
        {
            findings.Error(
                $"{pointer}/{(level.Spend is null ? "visits" : "spend")}",
                $"Whoever reaches {level.Name} has reached {passed.Name} already, which stands above it: thresholds rise from level to level. Lower this one, or raise that of {passed.Name}.");
        }
    }

    // A date is one visit at most.
    private static void LookAtVisits(TierWindow window, Level level, string pointer, Findings findings)
    {
        var most = window switch
        {
            TierWindow.Rolling rolling => rolling.Months * DaysOfMonth,
            TierWindow.CalendarYear => DaysOfYear,
            _ => int.MaxValue,
        };
        if (!(level.Visits > most))
        {
            return;
        }

        var detail = $"Nobody can come on so many days: the window has at most {most:N0}, and a day is one visit. Expected fewer.";
        if (level.Spend is null || level.RequiresAll)
        {
            findings.Error($"{pointer}/visits", detail);
        }
        else
        {
            findings.Warn($"{pointer}/visits", detail);
        }
    }
}
