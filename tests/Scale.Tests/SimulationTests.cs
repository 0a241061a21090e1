using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class SimulationTests
{
    private const int Noon = Demand.Day / 2;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 0.01)]
    public void A_purchase_is_at_a_till_or_in_the_queue_or_counted(int units, double accounts)
    {
        var week = Run(Some.Chain(200, 1_000), new() { MessagingUnits = units, Accounts = accounts }, Some.Timer());

        Assert.True(week.Queue.Out > 0);
        Assert.Equal(week.Tills.In, week.Tills.Amount + week.Queue.Amount + week.Queue.Out, 0.5);
    }

    [Fact]
    public void A_hint_is_due_or_was_followed()
    {
        var week = Run(Some.Chain(), new(), Some.Timer(byPurchase: 0.5));

        var due = Assert.Single(week.Sweeps).Due;
        Assert.Equal(due.In, due.Amount + due.Out, 0.5);
        Assert.InRange(due.In, week.Queue.Out * 0.49, week.Queue.Out * 0.5);
    }

    [Fact]
    public void What_an_account_bears_is_never_passed()
    {
        var week = Run(Some.Chain(200, 1_000), new() { MessagingUnits = 2, Accounts = 0.05 }, Some.Timer());

        Assert.Contains(week.Minutes, minute => minute.Asked > 1_000);
        Assert.All(week.Minutes, minute => Assert.InRange(minute.LetThrough, 0, 1_000 + 0.01));
    }

    [Fact]
    public void A_queue_that_is_given_too_little_grows_by_what_it_lacks()
    {
        // Three calls a purchase, of 30 a second: ten purchases a second are counted at most, and more than forty come.
        var week = Run(Some.Chain(50, 250), new() { MessagingUnits = 2, Accounts = 30 / 20_000.0 });

        Assert.InRange(week.Queue.Amount + week.Tills.Amount, 0.6 * week.Tills.In, week.Tills.In);
    }

    [Fact]
    public void A_queue_that_was_cut_off_drains_when_the_store_is_back()
    {
        var week = Run(Some.Chain() with { OutFrom = Noon, OutFor = 3_600 }, new());

        Assert.True(week.Minutes[(Noon + 3_600) / 60].Waiting > 0);
        Assert.InRange(week.Minutes[(Noon + (4 * 3_600)) / 60].Waiting, 0, 1_000);
    }

    [Fact]
    public void A_run_that_goes_on_after_a_failure_leaves_less_behind()
    {
        var timer = Some.Timer(rows: 17);
        var ending = Run(Some.Chain(200, 1_000), new() { MessagingUnits = 2, LookedAtAtOnce = 64 }, timer);
        var going = Run(Some.Chain(200, 1_000), new() { MessagingUnits = 2, LookedAtAtOnce = 64, EndsAtFirstFailure = false }, timer);

        Assert.True(ending.Sweeps[0].Ended > 0);
        Assert.Equal(0, going.Sweeps[0].Ended);
        Assert.True(going.Sweeps[0].Due.Out > 2 * ending.Sweeps[0].Due.Out);
    }

    [Fact]
    public void The_same_again_comes_to_the_same()
    {
        var (one, other) = (Run(Some.Chain(), new(), Some.Timer(rows: 17)), Run(Some.Chain(), new(), Some.Timer(rows: 17)));

        Assert.Equal(one.Minutes.Select(minute => minute.Asked), other.Minutes.Select(minute => minute.Asked));
        Assert.Equal(one.Calls, other.Calls);
    }

    private static Week Run(Chain chain, Design design, params TimerWork[] timers) =>
        new Simulation(chain, Some.Work(timers), design, new(), new(), seed: 7).Run(Demand.Day);
}
