using System.Diagnostics;
using System.Text;
using Loyalty.LocalHost.Hosting;

namespace Loyalty.EndToEnd.Tests;

/// <summary>LocalHost as a process of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    public const string PosKey = "till";
    public const string StaffKey = "office";

    private const string Listens = "Loyalty listens on ";
    private const string LastLine = "Ctrl+C stops it.";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder said = new();

    private HostProcess(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <summary>Starts one on a free port and waits until it serves.</summary>
    public static Task<HostProcess> StartAsync(string data, string store, string program, params string[] options) => StartAsync(
        ["--data", data, "--store", store, "--program", program, "--pos-key", PosKey, "--staff-key", StaffKey, .. options], []);

    /// <summary>Starts one on a free port with what it finds in its environment, and waits until it serves.</summary>
    public static async Task<HostProcess> StartAsync(IEnumerable<string> options, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RunningHost).Assembly.Location, "--port", "0", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(Process.Start(start)!);
        try
        {
            await host.WaitUntilItServesAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL, to it alone or to it and everything that it started.</summary>
    public async Task KillAsync(bool wholeTree)
    {
        process.Kill(wholeTree);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it stands still, and does not know.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT, after which it goes on as if nothing had been.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>SIGTERM, and a clean end.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync(wholeTree: true);
        }

        process.Dispose();
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", $"-s {name} {process.Id}");
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task WaitUntilItServesAsync()
    {
        var serves = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Uri? address = null;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => serves.TrySetException(new InvalidOperationException("The host ended: " + Said));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await serves.Task.WaitAsync(Patience);

        void Hear(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }

            if (line?.StartsWith(Listens, StringComparison.Ordinal) == true)
            {
                address = new Uri(line[Listens.Length..]);
            }
            else if (line == LastLine && address is not null)
            {
                serves.TrySetResult(address);
            }
        }
    }
}
