using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>
/// A chain's week, a second a step: purchases come to the tills, go over the queue to the instances that count them, leave hints, and
/// timers follow those; all of it asks one storage account, which refuses what is too much, and who is refused asks again.
/// </summary>
public sealed class Simulation
{
    private readonly Chain chain;
    private readonly Demand demand;
    private readonly Limits limits;
    private readonly Design design;
    private readonly Receivers receivers;
    private readonly List<Sweep> sweeps;
    private readonly Letters letters;
    private readonly Random chance;
    private readonly Backlog tills = new();
    private readonly Backlog queue = new();
    private readonly Week week;
    private double counted;

    public Simulation(Chain chain, Work work, Design design, Durations durations, Limits limits, int seed)
    {
        ArgumentNullException.ThrowIfNull(work);
        this.chain = chain;
        this.limits = limits;
        this.design = design;
        demand = new(chain);
        chance = new(seed);
        receivers = new(design, durations, work.CallsAPurchase);
        sweeps = [.. work.Timers.Select(timer => new Sweep(timer, chain, design, durations, limits, chance))];
        letters = new(chain, work, design);
        week = new(chain, design, durations, tills, queue, letters, sweeps);
    }

    /// <param name="seconds">From Monday's first on, up to a week.</param>
    public Week Run(int seconds = Demand.Week)
    {
        for (var second = 0; second < seconds; second++)
        {
            Step(second);
        }

        return week;
    }

    private void Step(int second)
    {
        var arriving = Around(demand.At(second));
        tills.Add(second, arriving);
        receivers.Begin(second, queue.Amount, arriving);
        var wanted = receivers.Wanted(queue.Amount + tills.Amount);
        var (sent, taken) = Bus.LetThrough(tills.Amount, wanted, Bus.Operations(design, limits));
        queue.Add(second, tills.Take(sent));
        receivers.Allow(Math.Min(taken, queue.Amount));
        foreach (var sweep in sweeps)
        {
            sweep.Begin(second, counted);
        }

        var refused = Refusals.Share(Asked, chain.IsOut(second) ? 0 : limits.AccountCalls * design.Accounts);
        var asked = Asked(refused);
        receivers.Finish(refused);
        sweeps.ForEach(sweep => sweep.Finish(refused));
        counted = queue.Take(receivers.Counted);
        letters.Step(second);
        week.Add(second, arriving, asked, asked * (1 - refused), receivers);
    }

    private double Asked(double refused)
    {
        var asked = receivers.Asked(refused);
        foreach (var sweep in sweeps)
        {
            asked += sweep.Asked(refused);
        }

        return asked;
    }

    // As many as come by chance where so many are expected, by the normal distribution; whole, so that a night's are.
    private double Around(double expected)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
        return Math.Max(0, Math.Round(expected + (Math.Sqrt(expected) * normal)));
    }
}
