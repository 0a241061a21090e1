using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>The marketer's console in a real browser, over a shop's own ledger.</summary>
public sealed class ConsoleTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    private const string GoldSpend = "#root_tiers_levels_2_spend";

    [Theory]
    [InlineData("program/Tiers", "#root_tiers", 1280, false)]
    [InlineData("program/Rewards", "#root_rewards", 390, true)]
    [InlineData("program/Messages", "#root_messages", 390, false)]
    [InlineData("program/Shop", "#root_name", 1280, true)]
    [InlineData("program/Text", "#text", 390, false)]
    [InlineData("program/Publish", "#reason", 390, true)]
    [InlineData("versions", ".cards h2", 390, false)]
    [InlineData("versions", ".cards h2", 1280, true)]
    [InlineData("members", "tbody tr", 1280, false)]
    [InlineData("members", "tbody tr", 390, true)]
    [InlineData("members/m-060", ".figures", 390, false)]
    [InlineData("members/m-060", ".figures", 1280, true)]
    [InlineData("complaints", "h1", 390, false)]
    public async Task Every_page_fits_is_accessible_and_asks_nothing_of_anybody_else(string page, string shows, int width, bool dark)
    {
        await using var staff = await site.SignInAsync(page, width, dark);
        await staff.Page.WaitForSelectorAsync(shows);
        await SettledAsync(staff.Page);

        await BrowserChecks.PictureAsync(staff, $"console-{page.Replace('/', '-')}-{width}-{(dark ? "dark" : "light")}");

        await BrowserChecks.AssertAccessibleAsync(staff.Page);
        await BrowserChecks.AssertFitsAsync(staff.Page);
        BrowserChecks.AssertQuiet(staff, site.Address);
    }

    /// <summary>Raises Gold by half, sees who drops, publishes, and goes back.</summary>
    [Fact]
    public async Task A_marketer_sees_who_would_drop_publishes_and_goes_back()
    {
        await using var staff = await site.SignInAsync("program/Tiers");
        var page = staff.Page;
        var before = JsonNode.Parse(await site.SendAsync("GET", "/api/program"))!;
        var newest = JsonNode.Parse(await site.SendAsync("GET", "/api/program/versions"))!["versions"]![0]!["number"]!;
        await page.ClickAsync("summary:has-text('Gold')");
        Assert.Equal("1000.00", await page.InputValueAsync(GoldSpend));
        await page.FillAsync(GoldSpend, "1500.00");
        await page.WaitForSelectorAsync("text=Draft: changed, not published");

        await page.ClickAsync("text=What would change");
        await page.ClickAsync("text=Compare");
        await page.WaitForSelectorAsync("text=60 members");
        await BrowserChecks.PictureAsync(staff, "console-backtest-1280-light");
        await page.ClickAsync("summary:has-text('Who would be lower')");
        Assert.Contains("Gold → Silver", await page.InnerTextAsync("details[open]"), StringComparison.Ordinal);
        await BrowserChecks.AssertAccessibleAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        await BrowserChecks.AssertFitsAsync(page);
        await BrowserChecks.PictureAsync(staff, "console-backtest-390-light");
        await page.SetViewportSizeAsync(1280, 900);

        await PublishAsync(page, "Gold was too easy");
        var raised = JsonNode.Parse(await site.SendAsync("GET", "/api/program"))!;
        Assert.Equal(150000, (int)raised["tiers"]!["levels"]![2]!["spend"]!);
        raised["tiers"]!["levels"]![2]!["spend"] = 100000;
        Assert.True(JsonNode.DeepEquals(before, raised), "Publishing changed more than was changed.");

        await page.ClickAsync("nav >> text=Versions");
        await page.WaitForSelectorAsync("text=Gold was too easy");
        Assert.Contains("Gold needs 1,500.00 instead of 1,000.00", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync($"text=Take version {newest} as the draft");
        await PublishAsync(page, "Back");
        Assert.True(JsonNode.DeepEquals(before, JsonNode.Parse(await site.SendAsync("GET", "/api/program"))));
        BrowserChecks.AssertQuiet(staff, site.Address);
    }

    [Fact]
    public async Task Who_publishes_second_is_shown_what_the_first_one_changed_and_overwrites_nothing_unseen()
    {
        await using var staff = await site.SignInAsync("program/Text");
        var page = staff.Page;
        await WriteAsync(page, program => program["rewards"]!["fiver"]!["minSpend"] = 2000);
        var theirs = JsonNode.Parse(await site.SendAsync("GET", "/api/program"))!;
        theirs["rewards"]!["fiver"]!["cost"] = 321;
        await site.SendAsync("PUT", "/api/program?reason=Cheaper", theirs.ToJsonString());

        await page.ClickAsync("nav >> text=Publish");
        await page.FillAsync("#reason", "Mine");
        await page.ClickAsync("form button:has-text('Publish')");
        await page.WaitForSelectorAsync("text=Somebody else published meanwhile");
        await BrowserChecks.PictureAsync(staff, "console-second-1280-light");
        Assert.Contains("3.21", await page.InnerTextAsync("section.wrong"), StringComparison.Ordinal);
        Assert.Equal(321, (int)JsonNode.Parse(await site.SendAsync("GET", "/api/program"))!["rewards"]!["fiver"]!["cost"]!);
    }

    [Fact]
    public async Task A_draft_with_mistakes_says_so_at_the_field_and_cannot_be_published()
    {
        await using var staff = await site.SignInAsync("program/Text");
        var page = staff.Page;
        await WriteAsync(page, program => program["tiers"]!["levels"]![1]!["reward"] = "nothing");

        await page.WaitForSelectorAsync("text=To be mended before it can be published");
        await page.ClickAsync(".findings a:has-text('Tiers')");
        await page.ClickAsync("summary:has-text('Silver')");
        await page.WaitForSelectorAsync(".field:has(> #root_tiers_levels_1_reward) .wrong");
        await BrowserChecks.PictureAsync(staff, "console-mistake-1280-light");
        await page.ClickAsync("nav >> text=Publish");
        Assert.True(await page.IsDisabledAsync("form button:has-text('Publish')"));
    }

    [Fact]
    public async Task Members_are_found_and_one_is_read_whole()
    {
        await using var staff = await site.SignInAsync("members");
        var page = staff.Page;
        await page.WaitForSelectorAsync("tbody tr");
        await page.SelectOptionAsync("#find-tier", "gold");
        await page.SelectOptionAsync("#find-sort", "spend");
        await page.WaitForSelectorAsync("tbody tr:first-child:has-text('m-060')");
        await page.FillAsync("#find-q", "åsa");
        await page.ClickAsync("text=Find");
        await page.WaitForSelectorAsync("tbody tr:only-child:has-text('Åsa <b>Öberg</b>')");

        await page.ClickAsync("tbody a");
        await page.WaitForSelectorAsync(".figures:has-text('Gold')");
        foreach (var (view, shows) in new[]
        {
            ("Timeline", ".timeline .purchase"), ("Rewards", "tbody code"), ("Messages", "h2:has-text('Decided')"),
        })
        {
            await page.ClickAsync($"[aria-label='Of this member'] >> text={view}");
            await page.WaitForSelectorAsync(shows);
            await BrowserChecks.PictureAsync(staff, $"console-member-{view}-1280-light");
            await BrowserChecks.AssertAccessibleAsync(page);
        }

        var letter = await page.RunAndWaitForResponseAsync(
            () => page.ClickAsync("[aria-label='Of this member'] >> text=Letters"),
            answer => answer.Url.Contains("/console/letter/", StringComparison.Ordinal));
        Assert.Contains("Åsa &lt;b&gt;Öberg&lt;/b&gt;", await letter.TextAsync(), StringComparison.Ordinal);
        await BrowserChecks.PictureAsync(staff, "console-member-Letters-1280-light");

        // Nothing runs in the frame, not even what looks for mistakes in it.
        await page.EvaluateAsync("document.querySelector('iframe').remove()");
        await BrowserChecks.AssertAccessibleAsync(page);
        BrowserChecks.AssertQuiet(staff, site.Address);
    }

    private static Task SettledAsync(IPage page) => page.WaitForLoadStateAsync(LoadState.NetworkIdle);

    private static async Task WriteAsync(IPage page, Action<JsonNode> change)
    {
        await page.WaitForSelectorAsync("#text");
        var program = JsonNode.Parse(await page.InputValueAsync("#text"))!;
        change(program);
        await page.FillAsync("#text", program.ToJsonString());
        await page.Locator("#text").BlurAsync();
        await page.WaitForSelectorAsync("text=Draft: changed, not published");
    }

    private static async Task PublishAsync(IPage page, string reason)
    {
        await page.ClickAsync("nav >> text=Publish");
        await page.FillAsync("#reason", reason);
        await page.ClickAsync("form button:has-text('Publish'):not([disabled])");
        await page.WaitForSelectorAsync("text=is published, in force from");
    }
}
