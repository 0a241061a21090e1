using System.Diagnostics;

namespace Loyalty.Benchmarks.Till;

/// <summary>One kind of call, made by several tills at once, each its next when it has the answer to the last; and how long all of
/// them took.</summary>
/// <param name="calls">How many a round has.</param>
/// <param name="call">Is given the till and the number of the call.</param>
internal sealed class Course(string name, int calls, Func<int, int, CancellationToken, Task> call)
{
    public const int Tills = 4;

    private readonly List<double> milliseconds = [];
    private TimeSpan took;
    private int next;

    public string Name => name;

    /// <summary>Calls a second.</summary>
    public double Rate => milliseconds.Count / took.TotalSeconds;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var tills = await Task.WhenAll(Enumerable.Range(0, Tills).Select(till => Task.Run(() => CallAsync(till, cancellationToken))));
        took += Stopwatch.GetElapsedTime(start);
        next += calls;
        milliseconds.AddRange(tills.SelectMany(till => till));
    }

    /// <summary>Forgets how long the calls took, but not that they were made.</summary>
    public void Forget()
    {
        milliseconds.Clear();
        took = TimeSpan.Zero;
    }

    /// <summary>What a part of the calls took at most, in milliseconds.</summary>
    public double Percentile(int percent) => milliseconds.Order().ElementAt((milliseconds.Count * percent / 100) - 1);

    private async Task<List<double>> CallAsync(int till, CancellationToken cancellationToken)
    {
        var took = new List<double>();
        for (var number = next + till; number < next + calls; number += Tills)
        {
            var start = Stopwatch.GetTimestamp();
            await call(till, number, cancellationToken);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return took;
    }
}
