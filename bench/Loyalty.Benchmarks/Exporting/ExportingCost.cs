using System.Net;
using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Processes;
using Loyalty.Benchmarks.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NodaTime;

namespace Loyalty.Benchmarks.Exporting;

/// <summary>Events a second through a host that exports everything, beside one that exports nothing.</summary>
internal static class ExportingCost
{
    private const int ManyEvents = 5_000;
    private const int FewEvents = 500;
    private const int FewMembers = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

#pragma warning disable RS0030 // The hosts run on the real time, and refuse purchases that are ahead of it.
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var events = effort.Of(ManyEvents, FewEvents);
        await using var collector = await StartCollectorAsync();
        var address = new Uri(collector.Urls.First());
        var table = section.AddTable("members", "exporting", "silent", "ratio");
        foreach (var members in new[] { events, FewMembers })
        {
            var folder = Directory.CreateTempSubdirectory("loyalty-exporting-").FullName;
            try
            {
                await using var exporting = await ServedHost.StartAsync(Path.Combine(folder, "exporting"), address, limit.Token);
                var (product, silent, ratio) = await new Pair(events, events, Layout.Of(members), Now).RunAsync(
                    exporting,
                    async _ => await ServedHost.StartAsync(Path.Combine(folder, "silent"), null, limit.Token),
                    limit.Token);
                table.Add($"{members:N0}", $"{product:N0}/s", $"{silent:N0}/s", $"{ratio:N2}");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    // It takes what comes and does nothing with it, on the same processors.
    private static async Task<WebApplication> StartCollectorAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted));
        await app.StartAsync();
        return app;
    }
}
