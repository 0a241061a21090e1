using System.Runtime.InteropServices;

namespace Loyalty.Benchmarks.Peers;

/// <summary>This project beside what one would use instead of it, on the same work: PostgreSQL for the intake, a rules engine for the
/// decision. A peer counts only where it comes to the same.</summary>
internal static class PeerComparison
{
    /// <summary>Compares and prints; says what could not be compared. Returns the exit status: 1 where a peer comes to something else.
    /// </summary>
    public static async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The servers are processes of their own, and are to end with this one.
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            Console.WriteLine($"machine   {Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription.Trim()}");
            Console.WriteLine($"runtime   {RuntimeInformation.FrameworkDescription}");
            var sample = new OnlineRetail();
            await IntakeAsync(sample, stop.Token);
            await new DecisionBesideRules(sample).RunAsync(stop.Token);
            return 0;
        }
        catch (PeerMissingException missing)
        {
            Console.WriteLine($"skipped   {missing.Message}");
            return 0;
        }
        catch (PeerDiffersException differs)
        {
            Console.WriteLine(differs.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped.");
            return 1;
        }
    }

    private static async Task IntakeAsync(OnlineRetail sample, CancellationToken cancellationToken)
    {
        await using var server = await ServerAsync(cancellationToken);
        if (server is not null)
        {
            Console.WriteLine($"peer      PostgreSQL {server.Version}");
            await RuleCheck.RunAsync(server, cancellationToken);
        }

        await new IntakeBesidePostgres(sample).RunAsync(server, cancellationToken);
    }

    private static async Task<PostgresServer?> ServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PostgresServer.StartAsync(cancellationToken);
        }
        catch (PeerMissingException missing)
        {
            Console.WriteLine($"skipped   {missing.Message}");
            return null;
        }
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? $"{RuntimeInformation.ProcessArchitecture}"
        : $"{RuntimeInformation.ProcessArchitecture}";
}
