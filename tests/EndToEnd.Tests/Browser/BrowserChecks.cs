using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>What every page is held to.</summary>
internal static class BrowserChecks
{
    // Fingers need so much.
    private const int Touch = 44;

    public static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Select(violation =>
            $"{violation.Impact}: {violation.Help}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    /// <summary>Nothing hangs over the edge.</summary>
    public static async Task AssertFitsAsync(IPage page) =>
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));

    /// <summary>Everything that is to be touched is large enough.</summary>
    public static async Task AssertTouchableAsync(IPage page) => Assert.Empty(await page.EvaluateAsync<string[]>($$"""
        [...document.querySelectorAll('button, summary, a, select, input:not([type=hidden])')]
            .filter(e => e.getBoundingClientRect().height < {{Touch}})
            .map(e => e.outerHTML)
        """));

    /// <summary>It asks nobody else for anything, and the browser has nothing to say against it.</summary>
    public static void AssertQuiet(Visitor visitor, Uri site)
    {
        Assert.All(visitor.Requests, request => Assert.Equal(site.Authority, request.Authority));
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>For people to look at.</summary>
    public static Task PictureAsync(Visitor visitor, string name) => visitor.Page.ScreenshotAsync(
        new() { Path = Path.Combine(Repository.File("artifacts/screenshots"), name + ".png"), FullPage = true });
}
