using System.Diagnostics;

namespace Loyalty.Benchmarks.Deciding;

/// <summary>One piece of work, done so often in a row that a clock can tell how long it takes.</summary>
/// <param name="work">What it returns is kept, so that none of it can be left out.</param>
internal sealed class Spell(Func<object> work)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(20);

    private int times = 1;

    /// <summary>What the last time came to.</summary>
    public object? Result { get; private set; }

    /// <summary>What one time allocates, in bytes.</summary>
    public long Bytes()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Do();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / times;
    }

    /// <summary>Goes on until the code is compiled for good, and finds how often a spell of it is.</summary>
    public void Prepare()
    {
        // The runtime compiles anew, from what it has seen, what was called some thirty times, and a tenth of a second after the last
        // of that.
        var start = Stopwatch.GetTimestamp();
        var done = 0;
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            Result = work();
            done++;
        }

        times = Math.Max(1, (int)(done * (Length / WarmUp)));
        Do();
    }

    /// <summary>The nanoseconds of one time.</summary>
    public double Nanoseconds()
    {
        var start = Stopwatch.GetTimestamp();
        Do();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
    }

    private void Do()
    {
        for (var time = 0; time < times; time++)
        {
            Result = work();
        }
    }
}
