using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Loyalty.Functions.Exporting;

/// <summary>
/// Takes from a span of others (the worker, the web server, a client) all that is not known to be harmless: paths have members' numbers
/// and tokens of links, and the texts of errors whole addresses. Ours are written with care, in one place.
/// </summary>
internal sealed class SpanReduction : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
    [
        "error.type", "faas.instance", "faas.invocation_id", "faas.name", "http.request.method", "http.response.status_code", "http.route",
        "schema_url",
    ]);

    /// <summary>What a caller's own tracing says of itself is not ours to pass on.</summary>
    public override void OnStart(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.TraceStateString = null;
    }

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Source.Name == Telemetry.Name)
        {
            return;
        }

        foreach (var tag in data.TagObjects.Where(tag => !Harmless.Contains(tag.Key)).ToList())
        {
            data.SetTag(tag.Key, null);
        }

        // Without its description, which is what an exception said.
        data.SetStatus(data.Status);

        // An event is an exception with its message, and cannot be taken out: what failed is in the log.
        if (data.Events.Any())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
