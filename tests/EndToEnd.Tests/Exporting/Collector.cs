using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>Takes what is exported by OTLP over HTTP, and keeps every byte of it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> taken = [];

    private Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>All bodies, in the order in which they came.</summary>
    public IReadOnlyList<byte[]> Bodies => [.. taken.Select(one => one.Body)];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new Collector(builder.Build());
        collector.app.Run(collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>What came to <c>/v1/traces</c>, <c>/v1/metrics</c> or <c>/v1/logs</c>.</summary>
    public IEnumerable<OtlpField> Of(string signal) =>
        taken.Where(one => one.Path == $"/v1/{signal}").Select(one => OtlpField.Message(one.Body));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        taken.Enqueue((context.Request.Path, body.ToArray()));
    }
}
