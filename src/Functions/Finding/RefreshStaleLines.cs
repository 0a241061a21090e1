using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Finding;

/// <summary>Every hour: the lines that time alone has made stale.</summary>
public sealed class RefreshStaleLines(StaleLines lines)
{
    [Function(nameof(RefreshStaleLines))]
    public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        lines.RefreshAsync(cancellationToken);
}
