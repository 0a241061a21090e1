using System.ComponentModel;
using System.Diagnostics;

namespace Loyalty.Benchmarks.Peers;

/// <summary>Programs that peers are made of.</summary>
internal static class Child
{
    /// <summary>Starts one whose output is read, or says what is missing.</summary>
    public static Process Start(string missing, string program, IEnumerable<string> arguments, string? folder = null, bool isAsked = false)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder ?? "",
                RedirectStandardInput = isAsked,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new PeerMissingException(missing);
        }
    }

    /// <summary>Runs one to its end, and returns what it printed.</summary>
    public static async Task<string> RunAsync(
        string missing, string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellationToken)
    {
        using var process = Start(missing, program, arguments, folder);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors} {await output}");
    }
}
