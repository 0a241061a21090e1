using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>Does what <c>play</c> says at its end: opens a card by the link that it prints, redeems a reward with the command that it
/// prints, and loads the card again.</summary>
public sealed partial class PlayedCardTests : IAsyncLifetime
{
    private static readonly DateTime First = new(2011, 10, 3, 10, 0, 0, DateTimeKind.Utc);

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-played-").FullName;
    private HostProcess host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Card => CardLink().Match(host.Said).Groups[1].Value;

    private ShellCommand Redemption =>
        ShellCommand.Parse(host.Said).Single(command => command.Words is ["curl", ..] && command.Text.Contains("/redemptions", StringComparison.Ordinal));

    private string Code => PrintedCode().Match(Redemption.Text).Groups[1].Value;

    /// <summary>A play in which a visit a week brings rewards.</summary>
    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(folder, "purchases.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 10).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"id":"p-{{i}}","type":"purchase","member":"12347","store":"web","at":"{{First.AddDays(7 * i):s}}Z","amount":3500,"currency":"GBP"}
            """)).Prepend("""
            {"id":"p-0","type":"purchase","member":"12346","store":"web","at":"2011-10-03T09:00:00Z","amount":500,"currency":"GBP"}
            """), Cancellation);
        host = await HostProcess.StartAsync(
            Path.Combine(folder, "data"), "sqlite", Repository.File("samples/online-retail-program.json"), "play", file);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_code_of_the_printed_card_is_redeemed_by_the_printed_command_and_then_gone_from_the_card()
    {
        using var browser = new HttpClient();
        Assert.Contains(Code, await browser.GetStringAsync(Card, Cancellation), StringComparison.Ordinal);

        var (status, body) = await Curl.SendAsync(Redemption, host.Address);

        Assert.Equal(HttpStatusCode.Created, (HttpStatusCode)status);
        Assert.Contains("\"status\":\"redeemed\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, await browser.GetStringAsync(Card, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_seen_to_be_gone_on_a_phone_and_on_a_desk()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        Assert.SkipWhen(browser is null, "No Chromium is on the PATH, and Playwright's own is not installed.");
        await using var phone = await VisitAsync(browser, 390);
        await using var desk = await VisitAsync(browser, 1280);
        var before = new Dictionary<Visitor, int>();
        foreach (var visitor in new[] { phone, desk })
        {
            before[visitor] = await visitor.Page.Locator(".reward").CountAsync();
            Assert.Contains(Code, await visitor.Page.Locator("[aria-labelledby=rewards]").TextContentAsync() ?? "", StringComparison.Ordinal);
            await BrowserChecks.PictureAsync(visitor, $"played-{visitor.Page.ViewportSize!.Width}-before");
        }

        Assert.Equal(201, (await Curl.SendAsync(Redemption, host.Address)).Status);

        foreach (var visitor in new[] { phone, desk })
        {
            await visitor.Page.ReloadAsync();
            await BrowserChecks.PictureAsync(visitor, $"played-{visitor.Page.ViewportSize!.Width}-after");
            Assert.Equal(before[visitor] - 1, await visitor.Page.Locator(".reward").CountAsync());
            Assert.DoesNotContain(Code, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
            Assert.Contains("Used on", await visitor.Page.Locator("[aria-labelledby=past]").TextContentAsync() ?? "", StringComparison.Ordinal);
            Assert.Empty(visitor.Complaints);
        }
    }

    private async Task<Visitor> VisitAsync(IBrowser browser, int width)
    {
        var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = false,
            ViewportSize = new() { Width = width, Height = 844 },
            Locale = "en-GB",
        });
        var visitor = new Visitor(context, await context.NewPageAsync());
        await visitor.Page.GotoAsync(Card);
        return visitor;
    }

    [GeneratedRegex("^The card of [^\n]*\n *(http[^ \n]+)", RegexOptions.Multiline)]
    private static partial Regex CardLink();

    [GeneratedRegex("\"code\":\"([^\"]+)\"")]
    private static partial Regex PrintedCode();
}
