using System.Diagnostics;
using Loyalty.Scale.Counted;

namespace Loyalty.Benchmarks.Costs;

/// <summary>Tells who asks something of the store, by the spans in which it is asked.</summary>
internal sealed class Callers : IDisposable
{
    private const string OfPurchases = "process ";
    private const string OfSweeps = "sweep ";

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == "Loyalty",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public Callers() => ActivitySource.AddActivityListener(listener);

    /// <summary>As <see cref="CountedCalls.By"/> says it.</summary>
    public static string Current
    {
        get
        {
            for (var span = Activity.Current; span is not null; span = span.Parent)
            {
                if (span.OperationName.StartsWith(OfPurchases, StringComparison.Ordinal))
                {
                    return CountedCalls.Purchases;
                }

                if (span.OperationName.StartsWith(OfSweeps, StringComparison.Ordinal))
                {
                    return span.OperationName;
                }
            }

            return CountedCalls.Rest;
        }
    }

    public void Dispose() => listener.Dispose();
}
