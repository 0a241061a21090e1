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
        var program = ProgramFile.Read(options.Program ?? RepositoryFile.Find(Program));
        await using var host = await RunningHost.StartAsync(options, LoyaltyFunctions.Create(program), CancellationToken.None);
        Console.WriteLine(Announcement.Text(host, program.Program.Currency, SomeMember));
        await host.WaitForStopAsync();
        return 0;
    }
}
