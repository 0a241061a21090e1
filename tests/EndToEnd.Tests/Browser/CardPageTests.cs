using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>The customer's card in a real browser.</summary>
public sealed class CardPageTests(CardSite site) : IClassFixture<CardSite>
{
    // Fingers need so much.
    private const int Touch = 44;

    [Theory]
    [InlineData("rich", 390, false)]
    [InlineData("rich", 390, true)]
    [InlineData("rich", 1280, false)]
    [InlineData("reich", 390, true)]
    [InlineData("reich", 1280, true)]
    [InlineData("new", 390, false)]
    [InlineData("neu", 390, false)]
    public async Task It_shows_without_scripts_asks_nothing_of_anybody_else_and_gives_no_cause_for_complaint(
        string member, int width, bool dark)
    {
        await using var visitor = await site.VisitAsync(member, width, dark);

        await PictureAsync(visitor, $"card-{member}-{width}-{(dark ? "dark" : "light")}");

        Assert.True(await visitor.Page.Locator("#tier").IsVisibleAsync());
        Assert.True(await visitor.Page.Locator("#details").IsVisibleAsync());
        AssertQuiet(visitor);
    }

    [Theory]
    [InlineData("rich", 390, false)]
    [InlineData("reich", 390, true)]
    [InlineData("reich", 1280, false)]
    [InlineData("new", 390, true)]
    public async Task It_can_be_used_by_whoever_cannot_see_it_or_see_it_well(string member, int width, bool dark)
    {
        await using var visitor = await site.VisitAsync(member, width, dark, javaScript: true);

        await AssertAccessibleAsync(visitor.Page);
        await AssertFitsAsync(visitor.Page);
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_in_the_order_in_which_it_is_read()
    {
        await using var visitor = await site.VisitAsync("rich", javaScript: true);
        var page = visitor.Page;
        var rewards = await page.Locator("summary").CountAsync();
        Assert.True(rewards > 1);

        var reached = new List<string>();
        for (var i = 0; i <= rewards; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.tagName"));
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.Equal([.. Enumerable.Repeat("SUMMARY", rewards), "BUTTON"], reached);
        await page.FocusAsync("summary >> nth=1");
        Assert.False(await page.Locator(".qr >> nth=1").IsVisibleAsync());
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Locator(".qr >> nth=1").IsVisibleAsync());
    }

    [Fact]
    public async Task A_customer_changes_their_profile_by_the_code_in_the_mail_without_scripts()
    {
        await using var visitor = await site.VisitAsync("reich");
        var page = visitor.Page;
        await visitor.OpenDetailsAsync(site, "reich@example.com");
        await PictureAsync(visitor, "details-reich-390-light");

        await page.FillAsync("#name", "Erika Mustermann");
        await page.FillAsync("#day", "28");
        await page.SelectOptionAsync("#month", "2");
        await page.SelectOptionAsync("#locale", "en");
        await page.ClickAsync("form[action='profile'] button");
        Assert.Equal("It is saved.", await page.TextContentAsync("[role=status]"));

        await page.ClickAsync("form[action='consent'] button");
        Assert.Contains("You get news", await page.TextContentAsync("#consent + p"), StringComparison.Ordinal);
        await page.ClickAsync(".back a");
        Assert.Equal("Hello, Erika Mustermann", await page.TextContentAsync("h1"));
        AssertQuiet(visitor);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_pages_behind_it_can_be_used_as_well(bool dark)
    {
        var (member, address) = dark ? ("new", "new@example.com") : ("rich", "rich@example.com");
        await using var visitor = await site.VisitAsync(member, dark: dark, javaScript: true);
        var page = visitor.Page;
        await page.ClickAsync("form[action$='/code'] button");
        await PictureAsync(visitor, $"code-390-{(dark ? "dark" : "light")}");
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);

        await page.FillAsync("#code", await site.CodeAsync(address));
        await page.ClickAsync("form[action='open'] button");
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);

        await page.FillAsync("#phone", "call me");
        await page.FillAsync("#day", "40");
        await page.ClickAsync("form[action='profile'] button");
        await page.WaitForSelectorAsync("#phone-wrong");
        await PictureAsync(visitor, $"wrong-390-{(dark ? "dark" : "light")}");
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);
    }

    [Theory]
    [InlineData("leaving", 390, false)]
    [InlineData("gehend", 1280, true)]
    public async Task A_customer_takes_everything_along_and_has_it_erased_without_scripts(string member, int width, bool dark)
    {
        await using var visitor = await site.VisitAsync(member, width, dark);
        var page = visitor.Page;
        var look = $"{member}-{width}-{(dark ? "dark" : "light")}";
        await visitor.OpenDetailsAsync(site, $"{member}@example.com");
        await PictureAsync(visitor, $"data-{look}");

        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("form[action='export'] button"));
        Assert.Equal("loyalty-export.json", file.SuggestedFilename);
        using var export = JsonDocument.Parse(await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal($"{member}@example.com", export.RootElement.GetProperty("profile").GetProperty("email").GetString());

        await page.ClickAsync("form[action='erase'] button");
        await page.WaitForSelectorAsync("button.grave");
        await PictureAsync(visitor, $"erase-{look}");
        Assert.Equal(200, await site.StatusAsync(member));
        await page.ClickAsync("button.grave");
        await page.WaitForSelectorAsync("[role=status]");
        await PictureAsync(visitor, $"erased-{look}");
        Assert.Equal(404, await site.StatusAsync(member));
        AssertQuiet(visitor);
    }

    [Fact]
    public async Task The_question_whether_to_erase_can_be_used_by_everybody_and_leads_back()
    {
        await using var visitor = await site.VisitAsync("staying", javaScript: true);
        var page = visitor.Page;
        await visitor.OpenDetailsAsync(site, "staying@example.com");

        await page.ClickAsync("form[action='erase'] button");
        await page.WaitForSelectorAsync("button.grave");

        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);
        await page.ClickAsync(".back a");
        await page.WaitForSelectorAsync("#tier");
    }

    private void AssertQuiet(Visitor visitor)
    {
        Assert.All(visitor.Requests, request => Assert.Equal(site.Address.Authority, request.Authority));
        Assert.Empty(visitor.Complaints);
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Select(violation =>
            $"{violation.Impact}: {violation.Help}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    /// <summary>Nothing hangs over the edge, and everything that is to be touched is large enough.</summary>
    private static async Task AssertFitsAsync(IPage page)
    {
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        var small = await page.EvaluateAsync<string[]>($$"""
            [...document.querySelectorAll('button, summary, a, select, input:not([type=hidden])')]
                .filter(e => e.getBoundingClientRect().height < {{Touch}})
                .map(e => e.outerHTML)
            """);
        Assert.Empty(small);
    }

    private static Task<byte[]> PictureAsync(Visitor visitor, string name) => visitor.Page.ScreenshotAsync(
        new() { Path = Path.Combine(CardSite.Pictures, name + ".png"), FullPage = true });
}
