using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.LocalHost;

/// <summary>The command without a name: serves until it is stopped.</summary>
internal static class Serving
{
    public static async Task<int> RunAsync(LocalHostOptions options)
    {
        await using var host = await RunningHost.StartAsync(options, LoyaltyFunctions.Create(), CancellationToken.None);
        Console.WriteLine(Announcement.Text(host, "EUR", host.Services.GetRequiredService<IClock>().GetCurrentInstant()));
        await host.WaitForStopAsync(CancellationToken.None);
        return 0;
    }
}
