using System.Diagnostics;
using System.Text;
using Loyalty.LocalHost.Hosting;

namespace Loyalty.Rig;

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

    /// <summary>Its process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts one on a free port and waits until it serves.</summary>
    public static Task<HostProcess> StartAsync(string data, string store, string program, params string[] options) =>
        StartAsync(Options(data, store, program, options), []);

    /// <summary>Starts one on a free port with what it finds in its environment, and waits until it serves.</summary>
    public static Task<HostProcess> StartAsync(IEnumerable<string> options, IEnumerable<KeyValuePair<string, string>> environment) =>
        StartAsync("dotnet", Arguments(options), environment);

    /// <summary>Starts one whose files may be kept from growing: a write then fails, as on a full disk, instead of ending the process.
    /// </summary>
    public static Task<HostProcess> StartOutlastingAsync(string data, string store, string program, params string[] options) => StartAsync(
        "sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", .. Arguments(Options(data, store, program, options))], []);

    private static IEnumerable<string> Options(string data, string store, string program, string[] options) =>
        ["--data", data, "--store", store, "--program", program, "--pos-key", PosKey, "--staff-key", StaffKey, .. options];

    private static IEnumerable<string> Arguments(IEnumerable<string> options) =>
        [typeof(RunningHost).Assembly.Location, "--port", "0", .. options];

    private static async Task<HostProcess> StartAsync(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
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
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The host ended with {process.ExitCode}: {Said}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync(wholeTree: true);
        }

        process.Dispose();
    }

    private Task SignalAsync(string name) => Signals.SendAsync(process.Id, name);

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
