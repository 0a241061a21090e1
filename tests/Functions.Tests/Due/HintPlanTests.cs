using Loyalty.Domain.Outreach;
using Loyalty.Functions.Due;
using NodaTime;

namespace Loyalty.Functions.Tests.Due;

/// <summary>Which hints a transaction leaves: as few as can be, and never one too few.</summary>
public sealed class HintPlanTests
{
    private const Sweep Own = Sweep.Reminders;
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly Instant Before = Now - Duration.FromHours(1);
    private static readonly Instant Soon = Now + Duration.FromHours(1);
    private static readonly Instant Later = Now + Duration.FromDays(9);

    [Fact]
    public void Where_none_stands_one_is_left() => AssertPlan(Plan(null, Later), leave: Later, stand: Later);

    [Fact]
    public void Where_an_earlier_one_stands_none_is_left() => AssertPlan(Plan(Soon, Later), leave: null, stand: Soon);

    [Fact]
    public void Where_the_same_stands_none_is_left() => AssertPlan(Plan(Later, Later), leave: null, stand: Later);

    [Fact]
    public void Where_a_later_one_stands_a_sooner_one_is_left() => AssertPlan(Plan(Later, Soon), leave: Soon, stand: Soon);

    [Fact]
    public void One_that_stands_for_nothing_any_more_stays_until_it_comes_due() => AssertPlan(Plan(Soon, null), leave: null, stand: Soon);

    [Fact]
    public void Where_there_is_nothing_to_look_for_there_is_none() => AssertPlan(Plan(null, null), leave: null, stand: null);

    [Fact]
    public void The_one_that_a_sweep_has_come_for_stands_no_longer()
    {
        AssertPlan(Plan(Before, Later, Own), leave: Later, stand: Later);
        AssertPlan(Plan(Before, null, Own), leave: null, stand: null);
    }

    [Fact]
    public void The_one_that_a_sweep_has_come_for_may_be_the_one_that_stands_though_it_is_not_due_yet()
    {
        AssertPlan(Plan(Soon, Later, Own), leave: Later, stand: Later);
        AssertPlan(Plan(Soon, null, Own), leave: null, stand: null);
    }

    [Fact]
    public void Another_sweeps_that_has_come_due_is_left_for_that_sweep() =>
        AssertPlan(Plan(Before, Later, Sweep.TierRewards), leave: null, stand: Before);

    [Fact]
    public void What_an_attempt_that_failed_has_left_is_left_again()
    {
        var plan = HintPlan.Of(Looks.None.With(Own, Soon), Looks.None.With(Own, Later), null, new HashSet<Sweep> { Own });

        AssertPlan(plan, leave: Soon, stand: Soon);
    }

    [Fact]
    public void Each_sweep_is_planned_by_itself()
    {
        var plan = HintPlan.Of(
            new Looks(Soon, null, Later, null), new Looks(Later, Soon, Soon, null), null, new HashSet<Sweep>());

        Assert.Equal(new Looks(null, Soon, Soon, null), plan.Leave);
        Assert.Equal(new Looks(Soon, Soon, Soon, null), plan.Stand);
    }

    private static HintPlan Plan(Instant? stand, Instant? next, Sweep? own = null) =>
        HintPlan.Of(Looks.None.With(Own, stand), Looks.None.With(Own, next), own, new HashSet<Sweep>());

    private static void AssertPlan(HintPlan plan, Instant? leave, Instant? stand) =>
        Assert.Equal((Looks.None.With(Own, leave), Looks.None.With(Own, stand)), (plan.Leave, plan.Stand));
}
