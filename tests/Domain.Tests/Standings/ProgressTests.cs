using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests.Standings;

public sealed class ProgressTests
{
    private static readonly TierRules Rolling = new()
    {
        Window = new TierWindow.Rolling(12),
        KeepMonths = 12,
        Levels =
        [
            Some.Level("bronze"),
            Some.Level("silver") with { Spend = 10_000 },
            Some.Level("gold") with { Spend = 50_000, Visits = 20 },
        ],
    };

    private static readonly TierRules Calendar = Rolling with { Window = new TierWindow.CalendarYear(), KeepMonths = 0 };
    private static readonly TierRules Lifetime = Rolling with { Window = new TierWindow.Lifetime(), KeepMonths = 0 };

    [Fact]
    public void Next_is_what_is_missing_for_the_next_level()
    {
        Assert.Equal(("silver", 10_000L, null, null), Next(Rolling, "2026-11-22"));
        Assert.Equal(("silver", 6_000L, null, null), Next(Rolling, "2026-11-22", ("2026-03-01", 4_000)));
        Assert.Equal(("gold", 40_000L, 19, null), Next(Rolling, "2026-11-22", ("2026-03-01", 10_000)));
    }

    [Theory]
    [InlineData(false, 5_000, 20, true, 5_000, null)]
    [InlineData(false, 5_001, 2, true, null, 2)]
    [InlineData(false, 5_000, 2, true, 5_000, 2)]
    [InlineData(false, 5_001, 3, false, 5_001, 3)]
    [InlineData(true, 5_000, 2, true, 5_000, 2)]
    [InlineData(true, 5_000, 3, false, 5_000, 3)]
    public void What_is_near_is_told_without_what_is_far_where_either_will_do(
        bool needsAll, int spend, int visits, bool isNear, int? nearSpend, int? nearVisits)
    {
        var progress = new Progress(Rolling.Levels[2] with { RequiresAll = needsAll }, spend, visits, null);

        Assert.Equal(isNear, progress.IsWithin(10));
        Assert.Equal(progress with { SpendNeeded = nearSpend, VisitsNeeded = nearVisits }, progress.Within(10));
    }

    [Fact]
    public void Next_counts_what_is_in_the_window_alone()
    {
        Assert.Equal(("silver", 10_000L, null, null), Next(Rolling, "2027-03-01", ("2026-03-01", 4_000)));
        Assert.Equal(("silver", 6_000L, null, null), Next(Rolling, "2027-02-28", ("2026-03-01", 4_000)));
        Assert.Equal(("silver", 10_000L, null, null), Next(Calendar, "2027-01-01", ("2026-12-31", 4_000)));
        Assert.Equal(("silver", 6_000L, null, null), Next(Lifetime, "2036-01-01", ("2026-12-31", 4_000)));
    }

    [Fact]
    public void There_is_no_next_above_the_highest_level() =>
        Assert.Null(Next(Rolling, "2026-11-22", ("2026-11-22", 50_000)));

    [Fact]
    public void To_keep_a_rolling_tier_takes_what_its_window_lacks_on_the_first_date_that_would_extend_it()
    {
        Assert.Null(Keep(Rolling, "2026-11-22"));
        Assert.Equal(("silver", 0L, null, "2027-11-21"), Keep(Rolling, "2026-11-22", ("2026-11-22", 10_000)));
        Assert.Equal(("silver", 6_000L, null, "2027-11-21"), Keep(Rolling, "2027-04-01", ("2026-03-01", 6_000), ("2026-11-22", 4_000)));
    }

    [Fact]
    public void To_keep_a_tier_of_the_calendar_year_takes_a_whole_one_in_the_next()
    {
        Assert.Equal(("silver", 10_000L, null, "2027-12-31"), Keep(Calendar, "2026-11-22", ("2026-11-22", 12_000)));
        Assert.Equal(("silver", 7_000L, null, "2027-12-31"), Keep(Calendar, "2027-03-01", ("2026-11-22", 12_000), ("2027-02-01", 3_000)));
    }

    [Fact]
    public void A_tier_for_life_needs_nothing_to_be_kept() => Assert.Null(Keep(Lifetime, "2026-11-22", ("2026-11-22", 12_000)));

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2027-04-01")]
    [InlineData("2028-01-01")]
    public void What_is_said_to_reach_a_level_is_enough_and_no_less_is(string on)
    {
        (string, long)[] bought = [("2026-03-01", 3_000), ("2026-08-01", 5_000)];
        foreach (var tiers in new[] { Rolling, Calendar, Lifetime })
        {
            var needed = Next(tiers, on, bought)!.Value.Spend!.Value;

            Assert.Equal("silver", Evaluate(tiers, on, [.. bought, (on, needed)]).Tier.Id);
            Assert.Equal("bronze", Evaluate(tiers, on, [.. bought, (on, needed - 1)]).Tier.Id);
        }
    }

    [Theory]
    [InlineData(true, "2027-04-01", 2_000)]
    [InlineData(true, "2027-07-31", 2_000)]
    [InlineData(false, "2027-01-01", 10_000)]
    [InlineData(false, "2027-12-31", 10_000)]
    public void What_is_said_to_keep_a_tier_is_enough_and_no_less_is(bool isRolling, string on, long needed)
    {
        var tiers = isRolling ? Rolling : Calendar;
        (string, long)[] bought = [("2026-03-01", 3_000), ("2026-08-01", 8_000)];
        var until = Iso(Evaluate(tiers, on, bought).TierUntil!.Value);

        Assert.Equal(needed, Keep(tiers, on, bought)!.Value.Spend);
        Assert.Equal("silver", Evaluate(tiers, until, [.. bought, (on, needed)]).Tier.Id);
        Assert.Equal("bronze", Evaluate(tiers, until, [.. bought, (on, needed - 1)]).Tier.Id);
    }

    private static (string Level, long? Spend, int? Visits, string? By)? Next(TierRules tiers, string on, params (string, long)[] bought) =>
        Told(Progress.ToNext(Evaluate(tiers, on, bought)));

    private static (string Level, long? Spend, int? Visits, string? By)? Keep(TierRules tiers, string on, params (string, long)[] bought) =>
        Told(Progress.ToKeep(Versions(tiers), HistoryOf(bought), Evaluate(tiers, on, bought)));

    private static (string Level, long? Spend, int? Visits, string? By)? Told(Progress? progress) =>
        progress is null ? null : (progress.Level.Id, progress.SpendNeeded, progress.VisitsNeeded, progress.By is { } by ? Iso(by) : null);

    private static Standing Evaluate(TierRules tiers, string on, params (string, long)[] bought) =>
        Standing.Evaluate(Versions(tiers), HistoryOf(bought), LocalDatePattern.Iso.Parse(on).Value);

    private static ProgramVersions Versions(TierRules tiers) => new(Some.Program(tiers));

    private static History HistoryOf((string Date, long Amount)[] bought) => bought.Aggregate(
        History.Empty,
        (history, one) => history.Add(
            LocalDatePattern.Iso.Parse(one.Date).Value, PurchaseLeft.Of(Some.Purchase(one.Amount), Refunds.None)));

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
