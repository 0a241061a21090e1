using Loyalty.Functions.Programs;
using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Play;
using Loyalty.LocalHost.Programs;

namespace Loyalty.LocalHost;

/// <summary>The command <c>play</c>: a year of purchases in a minute or so.</summary>
internal static class Playing
{
    private const string SampleProgram = "samples/online-retail-program.json";
    private const string SamplePurchases = "samples/online-retail-2011.ndjson.gz";

    public static async Task<int> RunAsync(LocalHostOptions options, PlayOptions play)
    {
        if (options.Clock is not null)
        {
            throw new CannotStartException("play has a clock of its own, which follows the purchases; leave out --clock.");
        }

        if (options.Email is not null)
        {
            throw new CannotStartException("play writes to people who do not exist, into a folder; leave out --email.");
        }

        var program = new ProgramFile(options.Program ?? RepositoryFile.Find(SampleProgram), options.Program ?? SampleProgram);
        var file = await PurchaseFile.ReadAsync(play.File ?? RepositoryFile.Find(SamplePurchases), CancellationToken.None);
        var playing = options with { Data = PlayFolder.Next(options.Data), Clock = file.Hours[0].Last, OutlastsPower = false };
        await using var host = await RunningHost.StartAsync(playing, LoyaltyFunctions.Create(program), CancellationToken.None);
        Console.WriteLine($"Playing {file.Count:N0} events into {host.Folder}");
        PlayResult result;
        try
        {
            result = await PlayAsync(host, file);
        }
        catch (Exception exception) when (
            host.Stopping.IsCancellationRequested && exception is (OperationCanceledException or HttpRequestException))
        {
            return 0;
        }

        if (!play.Exit)
        {
            Console.WriteLine(await Announcement.TextAsync(host, file.Members[0], result.ToRedeem));
            await host.WaitForStopAsync();
        }

        return 0;
    }

    private static async Task<PlayResult> PlayAsync(RunningHost host, PurchaseFile file)
    {
        PlayResult? result = null;
        var versions = await host.Services.GetRequiredService<PublishedProgram>().VersionsAsync(host.Stopping);
        await ProgressBar.ShowAsync(async show =>
            result = await Player.PlayAsync(host, versions.Newest, file, show, host.Stopping));
        Console.WriteLine();
        Console.Write(Summary.Text(result!));
        return result!;
    }
}
