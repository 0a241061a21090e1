using System.Diagnostics;
using Loyalty.LocalHost.Hosting;

namespace Loyalty.Benchmarks.Processes;

/// <summary>A process that serves HTTP and says where.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    public const string Listens = "Loyalty listens on ";
    public const string StaffKey = "office";

    private readonly Process process;

    private ServedProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>What of its memory is in the machine's, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>LocalHost with the sample program and a key of staff.</summary>
    public static Task<ServedProcess> StartHostAsync(
        string folder, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken cancellationToken) => StartAsync(
        [
            typeof(RunningHost).Assembly.Location,
            "--port", "0", "--data", folder, "--program", Path.Combine(AppContext.BaseDirectory, "program.json"), "--staff-key", StaffKey,
        ],
        environment,
        cancellationToken);

    /// <summary>This program as a bare host.</summary>
    public static Task<ServedProcess> StartBareAsync(CancellationToken cancellationToken) =>
        StartAsync([typeof(ServedProcess).Assembly.Location, BareHost.Name], [], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<ServedProcess> StartAsync(
        IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith(Listens, StringComparison.Ordinal))
                {
                    return new(process, new Uri(line[Listens.Length..]));
                }
            }

            throw new InvalidOperationException("The host did not start.");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }
}
