using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>What a member still needs for a level; null where the level asks for none of it. Minor units.</summary>
/// <param name="By">The last date that counts, or null where there is no hurry.</param>
public sealed record Progress(Level Level, long? SpendNeeded, int? VisitsNeeded, LocalDate? By)
{
    private const int Percent = 100;

    /// <summary>Whether at most so many percent of the level's thresholds are missing: of all of them, or of any, as the level has it.
    /// </summary>
    public bool IsWithin(int percent) => Level.RequiresAll
        ? (IsSpendWithin(percent) ?? true) && (IsVisitsWithin(percent) ?? true)
        : (IsSpendWithin(percent) ?? false) || (IsVisitsWithin(percent) ?? false);

    /// <summary>Without the thresholds that are farther than that, where another one is as near and any will do.</summary>
    public Progress Within(int percent) => Level.RequiresAll || !IsWithin(percent)
        ? this
        : this with
        {
            SpendNeeded = IsSpendWithin(percent) == true ? SpendNeeded : null,
            VisitsNeeded = IsVisitsWithin(percent) == true ? VisitsNeeded : null,
        };

    /// <summary>What a purchase today must bring for the next level; null on the highest.</summary>
    public static Progress? ToNext(Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var levels = standing.Version.Program.Tiers.Levels;
        return standing.TierIndex + 1 == levels.Length
            ? null
            : Needed(levels[standing.TierIndex + 1], standing.Spend, standing.Visits, null);
    }

    /// <summary>
    /// What it takes to hold the tier past the date until which it is held, by then; null where nothing lapses. It is asked of
    /// the first date from the standing's on that would extend it, since what was bought before it may have left the window.
    /// </summary>
    public static Progress? ToKeep(ProgramVersions versions, History history, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        if (standing.TierUntil is not { } until)
        {
            return null;
        }

        var rules = standing.Version.Program.Tiers;
        var from = standing.Date;
        while (from < until && FirstLapse(rules, from) <= until)
        {
            from = rules.Window is TierWindow.CalendarYear ? new LocalDate(from.Year + 1, 1, 1) : from.PlusDays(1);
        }

        var then = from == standing.Date ? standing : Standing.Evaluate(versions, history, from);
        return Needed(standing.Tier, then.Spend, then.Visits, until.PlusDays(-1));
    }

    private bool? IsSpendWithin(int percent) => IsWithin(Level.Spend, SpendNeeded, percent);

    private bool? IsVisitsWithin(int percent) => IsWithin(Level.Visits, VisitsNeeded, percent);

    // Null where the level asks for none of it.
    private static bool? IsWithin(long? threshold, long? needed, int percent) =>
        threshold is { } whole && needed is { } part ? (Int128)part * Percent <= (Int128)whole * percent : null;

    private static Progress Needed(Level level, long spend, int visits, LocalDate? by) =>
        new(level, level.Spend is { } s ? Math.Max(0, s - spend) : null, level.Visits is { } v ? Math.Max(0, v - visits) : null, by);

    private static LocalDate FirstLapse(TierRules rules, LocalDate reached) => rules.Window switch
    {
        TierWindow.Rolling => reached.PlusMonths(rules.KeepMonths),
        TierWindow.CalendarYear => new LocalDate(reached.Year + 2, 1, 1),
        _ => LocalDate.MaxIsoValue,
    };
}
