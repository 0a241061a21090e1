using Loyalty.StandIns;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

internal sealed class UnstartableHost(IHost composed) : IHost
{
    public IServiceProvider Services => composed.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => throw NotAvailable.FunctionsHost();

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => composed.Dispose();
}
