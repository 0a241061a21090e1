using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>The browser that the tests drive: one on the PATH, or Playwright's own.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Null where there is none.</summary>
    public static async Task<IBrowser?> LaunchAsync(IPlaywright playwright) =>
        Find(playwright) is { } path
            ? await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments })
            : null;

    private static string? Find(IPlaywright playwright) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .Append(playwright.Chromium.ExecutablePath)
            .FirstOrDefault(File.Exists);
}
