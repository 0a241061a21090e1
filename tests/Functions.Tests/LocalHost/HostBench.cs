using System.Net.Http.Headers;
using System.Text;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>A host in this process with the sample functions, on a free port and a folder of its own.</summary>
internal sealed class HostBench : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private LocalHostOptions options = null!;

    public SampleFunctions.Record Record { get; } = new();

    public RunningHost Host { get; private set; } = null!;

    public HttpClient Staff { get; private set; } = null!;

    public static async Task<HostBench> StartAsync(Instant? clock = null, params string[] hosts)
    {
        var bench = new HostBench();
        bench.options = new LocalHostOptions { Port = 0, Data = bench.folder.Path, Clock = clock, Hosts = [.. hosts] };
        await bench.OpenAsync();
        return bench;
    }

    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Staff.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public Task<string> GetAsync(string path) => Staff.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        folder.Dispose();
    }

    private async Task OpenAsync()
    {
        var functions = new FunctionSet(
            [.. SampleFunctions.All],
            (services, _) => services.AddSingleton(Record),
            (_, _) => Task.CompletedTask);
        Host = await RunningHost.StartAsync(options, functions, CancellationToken.None);
        Staff = new HttpClient { BaseAddress = Host.Address };
        Staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Host.Keys.Staff);
    }

    private async Task CloseAsync()
    {
        Staff.Dispose();
        await Host.DisposeAsync();
    }
}
