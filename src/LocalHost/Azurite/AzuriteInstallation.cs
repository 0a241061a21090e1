using System.ComponentModel;
using System.Diagnostics;

namespace Loyalty.LocalHost.Azurite;

/// <summary>The emulator as tools/azurite pins it, installed there on its first use.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The script of the table service.</summary>
    /// <exception cref="AzuriteMissingException">Node, npm or the repository is not there.</exception>
    /// <exception cref="InvalidOperationException">npm failed; the message has what it said.</exception>
    public static async Task<string> TableScriptAsync(CancellationToken cancellationToken)
    {
        var tool = Path.Combine(RepositoryRoot(), "tools", "azurite");
        var modules = Path.Combine(tool, "node_modules");
        // npm writes this file last: without it an installation was cut short.
        var installed = Path.Combine(modules, ".package-lock.json");
        if (!File.Exists(installed))
        {
            await using var turn = await TakeTurnAsync(Path.Combine(tool, ".installing"), cancellationToken);
            if (!File.Exists(installed))
            {
                await InstallAsync(tool, cancellationToken);
            }
        }

        return Path.Combine(modules, "azurite", "dist", "src", "table", "main.js");
    }

    private static string RepositoryRoot()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Loyalty.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new AzuriteMissingException("Azurite is started from the repository, and no Loyalty.sln is above this program or this folder.");
    }

    // Two test processes may come here at once, and npm does not expect company.
    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(200, cancellationToken))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (waiting.Elapsed < InstallTimeout)
            {
                // Somebody else installs.
            }
        }
    }

    private static async Task InstallAsync(string tool, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = tool,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(InstallTimeout);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = npm.StandardError.ReadToEndAsync(limit.Token);
            await npm.WaitForExitAsync(limit.Token);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci in {tool} failed: {await errors} {await output}");
            }
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts node or npm, or says that it is missing.</summary>
    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new AzuriteMissingException("Azurite needs Node.js 20 or later with npm, and it is not installed or not on the path.", exception);
        }
    }
}
