using System.Diagnostics;
using Loyalty.LocalHost.Azurite;

namespace Loyalty.Torture.Faults;

/// <summary>An emulator of Table Storage as a process of its own, and the bad way to it.</summary>
internal sealed class TorturedTables : IAsyncDisposable
{
    private const string Saved = "successfully closed";

    private static readonly TimeSpan SavesWithin = TimeSpan.FromMinutes(2);

    private readonly string folder;
    private readonly HttpProxy proxy;
    private AzuriteProcess azurite;

    private TorturedTables(string folder, AzuriteProcess azurite, HttpProxy proxy)
    {
        this.folder = folder;
        this.azurite = azurite;
        this.proxy = proxy;
    }

    /// <summary>The port of the bad way.</summary>
    public int Port => proxy.Port;

    /// <summary>The way to the emulator itself.</summary>
    public string ConnectionString => azurite.ConnectionString;

    public static async Task<TorturedTables> StartAsync(string folder, TableMishaps mishaps, CancellationToken cancellationToken)
    {
        var azurite = await AzuriteProcess.StartAsync(folder, port: null, cancellationToken);
        var proxy = await HttpProxy.StartAsync(azurite.Port);
        proxy.Mishaps = mishaps.Next;
        return new(folder, azurite, proxy);
    }

    public async Task PauseAsync(TimeSpan time)
    {
        await Signals.SendAsync(azurite.ProcessId, "STOP");
        await Task.Delay(time);
        await Signals.SendAsync(azurite.ProcessId, "CONT");
    }

    /// <summary>A clean end, after which it has all that it acknowledged, and a start. Killed it would lose some of that.</summary>
    public async Task RestartAsync(TimeSpan away)
    {
        await StopAsync();
        await Task.Delay(away);
        azurite = await AzuriteProcess.StartAsync(folder, azurite.Port, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await azurite.DisposeAsync();
    }

    // With much to save it takes longer than the host gives it.
    private async Task StopAsync()
    {
        await Signals.SendAsync(azurite.ProcessId, "INT");
        for (var waiting = Stopwatch.StartNew(); !HasSaved() && waiting.Elapsed < SavesWithin;)
        {
            await Task.Delay(50);
        }

        await azurite.StopAsync();
    }

    private bool HasSaved()
    {
        var log = Path.Combine(folder, "azurite.log");
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Contains(Saved, StringComparison.Ordinal);
    }
}
