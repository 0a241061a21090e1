using System.Net;
using Loyalty.Benchmarks.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NodaTime;

namespace Loyalty.Benchmarks.Exporting;

/// <summary>Events a second through a host that exports everything, beside one that exports nothing.</summary>
internal static class ExportingCost
{
    private const int Events = 5_000;
    private const int FewMembers = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

#pragma warning disable RS0030 // The hosts run on the real time, and refuse purchases that are ahead of it.
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030

    public static async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var collector = await StartCollectorAsync();
        var address = new Uri(collector.Urls.First());
        Console.WriteLine("members  exporting   silent      ratio");
        foreach (var members in new[] { Events, FewMembers })
        {
            var folder = Directory.CreateTempSubdirectory("loyalty-exporting-").FullName;
            try
            {
                await using var exporting = await ServedHost.StartAsync(Path.Combine(folder, "exporting"), address, limit.Token);
                var (product, silent, ratio) = await new Pair(Events, Events, members, Now).RunAsync(
                    exporting,
                    async _ => await ServedHost.StartAsync(Path.Combine(folder, "silent"), null, limit.Token),
                    limit.Token);
                Console.WriteLine($"{members,7:N0}  {product,8:N0}/s  {silent,8:N0}/s  {ratio,5:N2}");
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
