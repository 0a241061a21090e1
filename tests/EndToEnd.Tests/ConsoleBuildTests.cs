using System.ComponentModel;
using System.Diagnostics;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The console that is committed is the one that its sources give.</summary>
public sealed class ConsoleBuildTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo built = Directory.CreateTempSubdirectory("loyalty-console-");

    public void Dispose() => built.Delete(recursive: true);

    [Fact]
    public async Task Building_it_again_gives_what_is_committed()
    {
        await NpmAsync("ci", "--no-audit", "--no-fund");
        await NpmAsync("run", "build", "--", built.FullName);

        var committed = new DirectoryInfo(Repository.File("src/Functions/Portal/Console/built")).GetFiles();
        Assert.Equal(committed.Select(file => file.Name).Order(), built.GetFiles().Select(file => file.Name).Order());
        foreach (var file in committed)
        {
            var there = await File.ReadAllBytesAsync(file.FullName, Cancellation);
            var here = await File.ReadAllBytesAsync(Path.Combine(built.FullName, file.Name), Cancellation);
            Assert.True(
                there.AsSpan().SequenceEqual(here),
                $"{file.Name} is another one: run npm ci and npm run build in src/Console, and commit what they write.");
        }
    }

    private static async Task NpmAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = Repository.File("src/Console"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(start)!;
            var said = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(Cancellation), npm.StandardError.ReadToEndAsync(Cancellation));
            await npm.WaitForExitAsync(Cancellation);
            Assert.True(npm.ExitCode == 0, $"npm {string.Join(' ', arguments)}:\n{string.Join('\n', said)}");
        }
        catch (Win32Exception)
        {
            Assert.Skip("npm is missing: the console that is committed is not built again.");
        }
    }
}
