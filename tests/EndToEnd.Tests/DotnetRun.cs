using System.Diagnostics;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A <c>dotnet run</c> in the repository's folder, from its beginning to its end.</summary>
internal sealed record DotnetRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Where the tests are built: bin/CONFIGURATION/FRAMEWORK.
    private static readonly string Configuration =
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    /// <summary>Runs a command as it is written, with more arguments behind, on what is built.</summary>
    public static async Task<DotnetRun> OfAsync(ShellCommand command, params string[] more)
    {
        Assert.Equal(["dotnet", "run", "--project"], command.Words.Take(3));
        string[] separator = command.Words.Contains("--") ? [] : ["--"];
        var start = new ProcessStartInfo(
            "dotnet", ["run", "--no-build", "--configuration", Configuration, .. command.Words.Skip(2), .. separator, .. more])
        {
            WorkingDirectory = Repository.File(""),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new DotnetRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
