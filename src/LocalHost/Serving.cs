using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Programs;

namespace Loyalty.LocalHost;

/// <summary>The command without a name: serves until it is stopped.</summary>
internal static class Serving
{
    private const string Program = "config/program.json";
    private const string SomeMember = "m-1001";

    public static async Task<int> RunAsync(LocalHostOptions options)
    {
        var program = new ProgramFile(options.Program ?? RepositoryFile.Find(Program), options.Program ?? Program);
        await using var host = await RunningHost.StartAsync(options, LoyaltyFunctions.Create(program), CancellationToken.None);
        Console.WriteLine(await Announcement.TextAsync(host, SomeMember));
        await host.WaitForStopAsync();
        return 0;
    }
}
