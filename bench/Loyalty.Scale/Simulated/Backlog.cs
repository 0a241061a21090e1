namespace Loyalty.Scale.Simulated;

/// <summary>What waits, first in first out, and since when. Amounts are those of a second, and need not be whole.</summary>
public sealed class Backlog
{
    // Less than this of what came in a second is what rounding has left.
    private const double Nothing = 1e-9;

    private readonly Queue<(int Since, double Amount)> waiting = [];
    private double first;

    public double Amount { get; private set; }

    public double In { get; private set; }

    public double Out { get; private set; }

    public void Add(int now, double amount)
    {
        if (amount <= 0)
        {
            return;
        }

        if (waiting.Count == 0)
        {
            first = amount;
        }

        waiting.Enqueue((now, amount));
        Amount += amount;
        In += amount;
    }

    /// <summary>Takes as much as there is, at most what is asked for, and says how much that was.</summary>
    public double Take(double most)
    {
        var taken = 0.0;
        while (waiting.Count > 0 && taken < most)
        {
            var part = Math.Min(first, most - taken);
            taken += part;
            first -= part;
            if (first <= Nothing)
            {
                waiting.Dequeue();
                first = waiting.TryPeek(out var next) ? next.Amount : 0;
            }
        }

        Amount = waiting.Count == 0 ? 0 : Amount - taken;
        Out += taken;
        return taken;
    }

    /// <summary>For how many seconds the oldest has waited.</summary>
    public int Age(int now) => waiting.TryPeek(out var oldest) ? now - oldest.Since : 0;
}
