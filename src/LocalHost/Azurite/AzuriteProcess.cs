using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Loyalty.LocalHost.Azurite;

/// <summary>
/// Azurite's table service as a process of its own. One with a data folder outlives a host that is killed, and the next host on
/// that folder adopts it: Azurite saves every few seconds only, so it must not die with its host.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The account and key that every Azurite has (learn.microsoft.com/azure/storage/common/storage-use-azurite).
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Apart from its host's terminal, Ctrl+C reaches the host alone, which then still has a store to finish with.
    private const string StartDetached = """
        const [out, ...args] = process.argv.slice(1);
        const log = require('fs').openSync(out, 'a');
        const child = require('child_process').spawn(process.execPath, args, { detached: true, stdio: ['ignore', log, log] });
        console.log(child.pid);
        child.unref();
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

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

    public string ConnectionString => ConnectionStringAt(Port);

    /// <summary>How to reach an Azurite that listens on a port of this machine.</summary>
    public static string ConnectionStringAt(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account};";

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

        var azurite = await StartAsync(folder, isTemporary: false, port ?? FreePort(), ["--location", folder], cancellationToken);
        await File.WriteAllLinesAsync(
            PidFile(folder),
            [azurite.ProcessId.ToString(CultureInfo.InvariantCulture), azurite.Port.ToString(CultureInfo.InvariantCulture)],
            cancellationToken);
        return azurite;
    }

    /// <summary>Starts one that keeps nothing, on a free port.</summary>
    /// <exception cref="AzuriteMissingException">Node is not there.</exception>
    /// <exception cref="InvalidOperationException">It would not start; the message has what it said.</exception>
    public static Task<AzuriteProcess> StartInMemoryAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-azurite-").FullName;
        return StartAsync(folder, isTemporary: true, FreePort(), ["--inMemoryPersistence"], cancellationToken);
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
        var log = Path.Combine(folder, "azurite.log");
        using var launcher = AzuriteInstallation.Start(new ProcessStartInfo("node", [
            "-e", StartDetached, log,
            script, "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture),
            "--silent", "--disableTelemetry", "--skipApiVersionCheck", .. persistence])
        {
            // Where Azurite keeps its notes when it keeps nothing else.
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        });
        var processId = int.Parse(await launcher.StandardOutput.ReadToEndAsync(cancellationToken), CultureInfo.InvariantCulture);
        var azurite = new AzuriteProcess(folder, isTemporary, processId, port);
        for (var waiting = Stopwatch.StartNew(); !await AnswersAsync(port, cancellationToken); await Task.Delay(50, cancellationToken))
        {
            if (waiting.Elapsed > StartTimeout || Find(processId) is null)
            {
                var said = await File.ReadAllTextAsync(log, cancellationToken);
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
            && await AnswersAsync(port, cancellationToken)
                ? new AzuriteProcess(folder, isTemporary: false, processId, port)
                : null;
    }

    private static string PidFile(string folder) => Path.Combine(folder, "azurite.pid");

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

    private static async Task EndAsync(Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            // SIGINT is the one signal that Azurite saves its data on; SIGTERM kills it as it stands.
            using var kill = Process.Start("kill", ["-s", "INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(StopTimeout);
            try
            {
                await process.WaitForExitAsync(patience.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // It holds on to something; what it acknowledged more than a few seconds ago is saved.
            }
        }

        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended just now.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Any answer will do, if it is Azurite's: it refuses whom it does not know, but says who it is.
    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/{Account}/Tables"), cancellationToken);
            return answer.Headers.Server.Any(p => p.Product?.Name.StartsWith("Azurite", StringComparison.Ordinal) == true);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
