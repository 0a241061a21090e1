using Loyalty.LocalHost.Azurite;
using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Faults;

/// <summary>The host, which is ended and started again over the same data; clients reach it at its address of the moment.</summary>
internal sealed class TorturedHost : IAsyncDisposable
{
    // A store that is troubled keeps a host from starting; then it is started again, as whoever watches over one would.
    private const int StartsAtMost = 40;
    private const string OutOfMemory = "Out of memory.";

    private readonly string data;
    private readonly string program;
    private readonly string store;
    private readonly string[] options;
    private readonly Acknowledged acknowledged;
    private readonly Tally tally;
    private HostProcess process = null!;
    private volatile Uri address = null!;

    private TorturedHost(string data, string program, string store, string[] options, Acknowledged acknowledged, Tally tally)
    {
        this.data = data;
        this.program = program;
        this.store = store;
        this.options = options;
        this.acknowledged = acknowledged;
        this.tally = tally;
    }

    public Uri Address => address;

    public int ProcessId => process.Id;

    /// <param name="tables">The port of Table Storage; SQLite without it.</param>
    public static async Task<TorturedHost> StartAsync(
        string data, string program, int? tables, string[] options, Acknowledged acknowledged, Tally tally)
    {
        var store = tables is { } port ? AzuriteEndpoint.ConnectionString(port) : TortureOptions.Sqlite;
        var host = new TorturedHost(data, program, store, options, acknowledged, tally);
        await host.StartAsync();
        return host;
    }

    public async Task KillAsync()
    {
        await process.KillAsync(wholeTree: true);
        await StartAgainAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async Task PauseAsync(TimeSpan time)
    {
        await process.PauseAsync();
        await Task.Delay(time);
        await process.ResumeAsync();
    }

    /// <summary>Starts it again where it has ended by itself, which it must not.</summary>
    public async Task ReviveAsync(string after)
    {
        if (!process.HasEnded)
        {
            return;
        }

        // Where the runtime itself can open nothing, it says so and ends the process. That is a crash like others, and no fault of the host.
        if (after == Torturer.NoHandles && process.Said.Contains(OutOfMemory, StringComparison.Ordinal))
        {
            tally.Add("ends of a host that had no handles");
        }
        else
        {
            acknowledged.Findings.Enqueue($"The host ended by itself after {after}: {LastWords()}");
        }

        await StartAgainAsync();
    }

    public async Task StopAsync()
    {
        try
        {
            await process.StopAsync();
        }
        catch (InvalidOperationException exception)
        {
            acknowledged.Findings.Enqueue($"A clean stop failed: {exception.Message}");
        }
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Counts what the host wrote down as failed; so a fault is seen from which it recovered.</summary>
    private void CountFailures()
    {
        const int Length = 140;
        foreach (var line in process.Said.Split('\n').Where(line => line.StartsWith("fail: ", StringComparison.Ordinal)))
        {
            tally.Add("host: " + string.Concat(line.Where(letter => !char.IsAsciiDigit(letter) && letter is not '|').Take(Length)));
        }
    }

    private async Task StartAgainAsync()
    {
        CountFailures();
        await process.DisposeAsync();
        await StartAsync();
        tally.Add("starts of the host");
    }

    private async Task StartAsync()
    {
        for (var left = StartsAtMost; ; left--)
        {
            try
            {
                process = OperatingSystem.IsWindows()
                    ? await HostProcess.StartAsync(data, store, program, options)
                    : await HostProcess.StartOutlastingAsync(data, store, program, options);
                address = process.Address;
                return;
            }
            catch (InvalidOperationException exception) when (left > 0)
            {
                tally.Add("starts that the store refused");
                if (!exception.Message.Contains("The store cannot be", StringComparison.Ordinal)
                    && !exception.Message.Contains("cannot be opened", StringComparison.Ordinal))
                {
                    acknowledged.Findings.Enqueue($"A start failed: {exception.Message}");
                }

                await Task.Delay(500);
            }
        }
    }

    private string LastWords()
    {
        const int Length = 2_000;
        var said = process.Said;
        return said.Length > Length ? said[^Length..] : said;
    }
}
