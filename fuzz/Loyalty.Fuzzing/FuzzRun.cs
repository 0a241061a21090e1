using System.Diagnostics;

namespace Loyalty.Fuzzing;

/// <summary>Tries a target with inputs made of its corpus; whatever takes a new branch joins the corpus.</summary>
public sealed class FuzzRun(IFuzzTarget target, Coverage coverage, int seed)
{
    // One in so many inputs is made of one of the newest.
    private const int Newest = 3;

    private readonly Random random = new(seed);
    private readonly List<byte[]> corpus = [];

    /// <summary>What joined the corpus in this run.</summary>
    public IReadOnlyList<byte[]> Joined => corpus[known..];

    private int known;

    /// <summary>Tries all of a corpus, and then as many more inputs as asked for; stops at the first finding.</summary>
    public FuzzFinding? Try(IEnumerable<byte[]> stored, long inputs, Action<string>? report = null)
    {
        var mutator = new Mutator(random);
        foreach (var input in target.Seeds.Concat(stored))
        {
            if (Try(input, out _) is { } finding)
            {
                return finding;
            }

            corpus.Add(input);
        }

        known = corpus.Count;
        var watch = Stopwatch.StartNew();
        for (var done = 0L; done < inputs; done++)
        {
            var input = mutator.Mutate(Pick(), Pick());
            if (Try(input, out var isNew) is { } finding)
            {
                return finding;
            }

            if (isNew)
            {
                corpus.Add(input);
            }
        }

        report?.Invoke($"{target.Name,-12}{inputs,12:N0} inputs {inputs / watch.Elapsed.TotalSeconds,10:N0} a second {coverage.Seen,8:N0} branches {corpus.Count,7:N0} in the corpus");
        return null;
    }

    private byte[] Pick()
    {
        var newest = Math.Min(corpus.Count, 16);
        return random.Next(Newest) == 0 ? corpus[^random.Next(1, newest + 1)] : corpus[random.Next(corpus.Count)];
    }

    private FuzzFinding? Try(byte[] input, out bool isNew)
    {
        coverage.Begin();
        try
        {
            target.Check(input);
        }
#pragma warning disable CA1031 // Whatever it throws is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            isNew = false;
            return new(target, input, exception);
        }

        isNew = coverage.End();
        return null;
    }
}
