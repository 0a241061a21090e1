using Loyalty.Domain.Programs;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Templates.Terms;

/// <summary>What the template of the terms can print, by name: every rule of a program that a customer meets. Every name is always
/// there; what a program has not is null. A number stands as <c>n</c> beside <c>one</c>, which tells one from many.</summary>
internal sealed class TermsModel(LoyaltyProgram program, LocaleFormat format)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <param name="since">From which date the program is in force; null where that is not known.</param>
    public IReadOnlyDictionary<string, object?> Values(LocalDate? since) => Of(
        ("shop", PlainValue.Of(program.Name)),
        ("since", since is { } date ? format.Date(date) : null),
        ("window", Window()),
        ("keep", program.Tiers.Window is TierWindow.Rolling ? Count(program.Tiers.KeepMonths) : null),
        ("soft", program.Tiers.SoftLanding),
        ("first", PlainValue.Of(program.Tiers.Levels[0].Name)),
        ("levels", program.Tiers.Levels.Select(Level).ToList()),
        ("minSpend", program.VisitMinSpend > 0 ? Money(program.VisitMinSpend) : null),
        ("excluded", List(program.ExcludedCategories.Select(category => category.ToString()).Order(StringComparer.Ordinal))),
        ("zone", program.Zone.Id),
        ("dayStart", Time.Format(program.DayStart)),
        ("weekStart", format.Weekday(program.WeekStart)),
        ("stores", program.Stores.OrderBy(store => store.Key).Select(store => Of(
            ("id", store.Key.ToString()),
            ("zone", (store.Value.Zone ?? program.Zone).Id),
            ("dayStart", Time.Format(store.Value.DayStart ?? program.DayStart)))).ToList()),
        ("closures", List(program.Closures.Select(Closed))),
        ("rewardsSince", program.RewardsSince is { } from ? format.Date(from) : null),
        ("streaks", program.Streaks.Select(Streak).ToList()),
        ("stamps", program.Stamps.Select(Stamp).ToList()),
        ("rewards", program.Rewards.Values.Select(Reward).ToList()),
        ("reopens", program.ReopensUsedRewards),
        ("messages", program.Messages is { } messages ? new MessageTerms(program, messages, format).Values() : null),
        ("recomputes", program.RecomputesTiers));

    public static IReadOnlyDictionary<string, object?> Of(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var all = new Dictionary<string, object?>(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            all.Add(name, value);
        }

        return all;
    }

    private IReadOnlyDictionary<string, object?> Window()
    {
        var window = program.Tiers.Window;
        return Of(
            ("rolling", window is TierWindow.Rolling rolling ? Count(rolling.Months) : null),
            ("year", window is TierWindow.CalendarYear),
            ("ever", window is TierWindow.Lifetime));
    }

    private IReadOnlyDictionary<string, object?> Level(Level level) => Of(
        ("name", PlainValue.Of(level.Name)),
        ("spend", level.Spend is { } spend ? Money(spend) : null),
        ("visits", level.Visits is { } visits ? Count(visits) : null),
        ("both", level is { Spend: not null, Visits: not null }),
        ("all", level.RequiresAll),
        ("reward", RewardName(level.Reward)),
        ("again", level.RepeatMonths is { } months ? Count(months) : null),
        ("benefits", List(level.Benefits.Select(PlainValue.Of))));

    private string Closed(Closure closure) => closure switch
    {
        Closure.Weekly weekly => format.Weekday(weekly.Day),
        Closure.Dates { From: var from, To: var to } when from == to => format.Date(from),
        Closure.Dates { From: var from, To: var to } => $"{format.Date(from)} – {format.Date(to)}",
        _ => throw new InvalidOperationException($"{closure} is no closure."),
    };

    private IReadOnlyDictionary<string, object?> Streak(StreakRules streak) => Of(
        ("name", PlainValue.Of(streak.Name)),
        ("period", Period(streak.Period)),
        ("visits", Count(streak.Visits)),
        ("freezes", streak.Freezes > 0 ? Of(("count", Count(streak.Freezes)), ("period", Period(streak.Period))) : null),
        ("milestones", streak.Milestones.Select(milestone => Of(
            ("length", Count(milestone.Length)),
            ("period", Period(streak.Period)),
            ("reward", RewardName(milestone.Reward)),
            ("repeats", milestone.Repeat))).ToList()));

    private static IReadOnlyDictionary<string, object?> Period(PeriodKind kind) =>
        Of(("day", kind == PeriodKind.Day), ("week", kind == PeriodKind.Week), ("month", kind == PeriodKind.Month));

    private IReadOnlyDictionary<string, object?> Stamp(StampRules card) => Of(
        ("name", PlainValue.Of(card.Name)),
        ("category", card.Category?.ToString()),
        ("perDay", card.MaxPerDay is { } most ? Count(most) : null),
        ("every", Count(card.Every)),
        ("reward", RewardName(card.Reward)));

    private IReadOnlyDictionary<string, object?> Reward(RewardTerms terms) => Of(
        ("name", PlainValue.Of(terms.Name)),
        ("item", terms.Value is RewardValue.Item { Name: { } item } ? PlainValue.Of(item) : null),
        ("percent", terms.Value is RewardValue.Percent percent ? format.Number(percent.Value) : null),
        ("amount", terms.Value is RewardValue.Amount amount ? Money(amount.Value) : null),
        ("categories", List(terms.Categories.Select(category => category.ToString()))),
        ("most", terms.MaxDiscount is { } discount ? Money(discount) : null),
        ("from", terms.MinSpend is > 0 and var least ? Money(least) : null),
        ("stores", List(terms.Stores.Select(store => store.ToString()))),
        ("days", Count(terms.ValidForDays)),
        ("after", terms.IssueAfterDays > 0 ? Count(terms.IssueAfterDays) : null),
        ("perMonth", terms.PerMemberMonth is { } perMonth ? Count(perMonth) : null),
        ("budget", terms.BudgetMonth is { } budget ? Money(budget) : null));

    private string? RewardName(string? id) => id is null ? null : PlainValue.Of(program.Rewards[id].Name);

    private IReadOnlyDictionary<string, object?> Count(long count) => Of(("n", format.Number(count)), ("one", count == 1));

    private string Money(long minor) => format.Money(minor, program.Currency);

    private static string? List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } all ? all : null;
}
