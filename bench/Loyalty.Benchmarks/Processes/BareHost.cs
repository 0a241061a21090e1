using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Loyalty.Benchmarks.Processes;

/// <summary>The least that answers over HTTP: a minimal app with one route, as a process of its own.</summary>
internal static class BareHost
{
    /// <summary>By which this program is told to be one.</summary>
    public const string Name = "bare-host";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/api/health", () => Results.Text("""{"status":"ok"}""", "application/json"));
        await app.StartAsync();
        Console.WriteLine(ServedProcess.Listens + app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
