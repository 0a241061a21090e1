using Loyalty.Benchmarks.Peers;
using Loyalty.LocalHost.Azurite;

namespace Loyalty.Benchmarks.Reporting;

/// <summary>Runs a mode and prints its section; what goes wrong in one keeps none of the others.</summary>
internal static class Attempt
{
    /// <exception cref="OperationCanceledException">The whole run is stopped.</exception>
    public static async Task<Section> RunAsync(Mode mode, Effort effort, CancellationToken stop)
    {
        var section = new Section(mode);
        try
        {
            await mode.RunAsync(section, effort, stop);
        }
        catch (Exception missing) when (missing is AzuriteMissingException or PeerMissingException)
        {
            section.Remark($"Skipped: {missing.Message}");
        }
        catch (PeerDiffersException differs)
        {
            section.Fail(differs.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            section.Fail("Not done within its time.");
        }
        catch (Exception exception) when (!effort.IsAlone && !stop.IsCancellationRequested)
        {
            section.Fail($"Ended by {exception.GetType().Name}: {exception.Message}");
        }

        foreach (var line in section.Lines())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine();
        return section;
    }
}
