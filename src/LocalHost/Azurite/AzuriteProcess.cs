using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Loyalty.LocalHost.Azurite;

/// <summary>
/// Azurite's table service as a process of its own. One with a data folder outlives a host that is killed, and the next host on
/// that folder adopts it: Azurite saves every few seconds only, so it must not die with its host.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // Apart from its host's terminal, Ctrl+C reaches the host alone, which then still has a store to finish with.
    private const string StartDetached = """
        const [out, ...args] = process.argv.slice(1);
        const log = require('fs').openSync(out, 'w');
        const child = require('child_process').spawn(process.execPath, args, { detached: true, stdio: ['ignore', log, log] });
        console.log(child.pid);
        child.unref();
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    // With what a host gives its requests to end, these stay within the five seconds after Ctrl+C.
    private static readonly TimeSpan SaveTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(0.5);

    private readonly string folder;
    private readonly bool isTemporary;

    private AzuriteProcess(string folder, bool isTemporary, int processId, int port)
    {
        this.folder = folder;
        this.isTemporary = isTemporary;
        ProcessId = processId;
        Port = port;
    }

    public int ProcessId { get; }

    public int Port { get; }

    public string ConnectionString => AzuriteEndpoint.ConnectionString(Port);

    /// <summary>Starts one that keeps its data in a folder, or adopts the one that runs there. Without a port it takes a free
    /// one.</summary>
    /// <exception cref="AzuriteMissingException">Node is not there.</exception>
    /// <exception cref="InvalidOperationException">It would not start; the message has what it said.</exception>
    public static async Task<AzuriteProcess> StartAsync(string folder, int? port, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        if (await FindRunningAsync(folder, cancellationToken) is { } running)
        {
            return running;
        }

        var azurite = await StartAsync(folder, isTemporary: false, port ?? AzuriteEndpoint.FreePort(), ["--location", folder], cancellationToken);
        await File.WriteAllLinesAsync(
            PidFile(folder),
            [azurite.ProcessId.ToString(CultureInfo.InvariantCulture), azurite.Port.ToString(CultureInfo.InvariantCulture)],
            cancellationToken);
        return azurite;
    }

    /// <summary>Starts one that keeps nothing, on a free port.</summary>
    /// <exception cref="AzuriteMissingException">Node is not there.</exception>
    /// <exception cref="InvalidOperationException">It would not start; the message has what it said.</exception>
    public static async Task<AzuriteProcess> StartInMemoryAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-azurite-").FullName;
        try
        {
            return await StartAsync(folder, isTemporary: true, AzuriteEndpoint.FreePort(), ["--inMemoryPersistence"], cancellationToken);
        }
        catch (AzuriteMissingException)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Asks it to save and end, and ends it where it does not.</summary>
    public async Task StopAsync()
    {
        if (Find(ProcessId) is { } process)
        {
            using (process)
            {
                await EndAsync(process);
            }
        }

        File.Delete(PidFile(folder));
        if (isTemporary && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<AzuriteProcess> StartAsync(
        string folder, bool isTemporary, int port, string[] persistence, CancellationToken cancellationToken)
    {
        var script = await AzuriteInstallation.TableScriptAsync(cancellationToken);
        using var launcher = AzuriteInstallation.Start(new ProcessStartInfo("node", [
            "-e", StartDetached, LogFile(folder),
            script, "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture),
            "--silent", "--disableTelemetry", "--skipApiVersionCheck", .. persistence])
        {
            // Where Azurite keeps its notes when it keeps nothing else.
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        });
        var processId = int.Parse(await launcher.StandardOutput.ReadToEndAsync(cancellationToken), CultureInfo.InvariantCulture);
        var azurite = new AzuriteProcess(folder, isTemporary, processId, port);
        for (var waiting = Stopwatch.StartNew(); !await AzuriteEndpoint.AnswersAsync(port, cancellationToken); await Task.Delay(50, cancellationToken))
        {
            if (waiting.Elapsed > StartTimeout || Find(processId) is null)
            {
                var said = await File.ReadAllTextAsync(LogFile(folder), cancellationToken);
                await azurite.StopAsync();
                throw new InvalidOperationException($"Azurite did not start on port {port}: {said.Trim()}");
            }
        }

        return azurite;
    }

    private static async Task<AzuriteProcess?> FindRunningAsync(string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(PidFile(folder)))
        {
            return null;
        }

        return await File.ReadAllLinesAsync(PidFile(folder), cancellationToken) is [var pid, var number]
            && int.TryParse(pid, CultureInfo.InvariantCulture, out var processId)
            && int.TryParse(number, CultureInfo.InvariantCulture, out var port)
            && Find(processId) is { } process
            && await AzuriteEndpoint.AnswersAsync(port, cancellationToken)
                ? new AzuriteProcess(folder, isTemporary: false, processId, port)
                : null;
    }

    private static string PidFile(string folder) => Path.Combine(folder, "azurite.pid");

    private static string LogFile(string folder) => Path.Combine(folder, "azurite.log");

    private static Process? Find(int processId)
    {
        try
        {
            var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private async Task EndAsync(Process process)
    {
        if (!isTemporary && !OperatingSystem.IsWindows())
        {
            // SIGINT is the one signal on which Azurite saves; it says so, and then waits for connections to run out.
            using var signal = Process.Start("kill", ["-s", "INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < SaveTimeout && !process.HasExited && !HasSaved(); )
            {
                await Task.Delay(20);
            }
        }

        try
        {
            process.Kill();
            using var patience = new CancellationTokenSource(KillTimeout);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or OperationCanceledException)
        {
            // It ended just now, or the system is slow to bury it.
        }
    }

    private bool HasSaved()
    {
        using var log = new StreamReader(new FileStream(LogFile(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd().Contains("successfully closed", StringComparison.Ordinal);
    }
}
