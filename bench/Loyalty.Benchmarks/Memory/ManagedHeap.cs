using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace Loyalty.Benchmarks.Memory;

/// <summary>The managed heap of another process, as its runtime tells it.</summary>
internal static class ManagedHeap
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    private static readonly TimeSpan CollectsWithin = TimeSpan.FromSeconds(3);

    /// <summary>How large it is once all that nobody needs is collected, in bytes.</summary>
    public static async Task<long> BytesAsync(int process, CancellationToken cancellationToken)
    {
        // Whoever begins to listen for this keyword has the process collect everything.
        const ClrTraceEventParser.Keywords Heap = ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect;
        using var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync(
            [new EventPipeProvider(Runtime, EventLevel.Informational, (long)Heap)], requestRundown: false, token: cancellationToken);
        var bytes = Task.Run(() => Last(session.EventStream), cancellationToken);
        await Task.Delay(CollectsWithin, cancellationToken);
        await session.StopAsync(cancellationToken);
        return await bytes;
    }

    private static long Last(Stream events)
    {
        var bytes = 0L;
        using var source = new EventPipeEventSource(events);
        source.Clr.GCHeapStats += heap => bytes = heap.TotalHeapSize;
        source.Process();
        return bytes > 0 ? bytes : throw new InvalidOperationException("The process did not collect.");
    }
}
