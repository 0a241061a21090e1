using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>A host of its own with members who have cards, and a browser to look at them with.</summary>
public sealed partial class CardSite : IAsyncLifetime
{
    private const string Pos = HostProcess.PosKey;

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-card-").FullName;
    private readonly Dictionary<string, string> cards = [];
    private HostProcess? host;
    private IPlaywright playwright = null!;
    private IBrowser? browser;

    /// <summary>Where the pictures that the tests take come to lie, for people to look at.</summary>
    public static string Pictures => Repository.File("artifacts/screenshots");

    public Uri Address => host!.Address;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
        if (browser is null)
        {
            return;
        }

        host = await HostProcess.StartAsync(data, "sqlite", Repository.File("config/program.json"), "--clock", "2026-09-01T12:00:00Z");
        using var http = new HttpClient { BaseAddress = host.Address };
        await EnrolAsync(http, "rich", """{"name":"Anna Liepiņa","email":"rich@example.com","phone":"+371 2000 0000","locale":"en"}""");
        await EnrolAsync(
            http,
            "reich",
            """{"name":"Maximiliane-Friederike von Hohenstein-Sonnenburg-Wertheimbach","email":"reich@example.com","locale":"de"}""");
        await EnrolAsync(http, "new", """{"email":"new@example.com","locale":"en"}""");
        await EnrolAsync(http, "neu", """{"locale":"de"}""");
        await EnrolAsync(http, "leaving", """{"name":"Anna","email":"leaving@example.com","locale":"en"}""");
        await EnrolAsync(http, "staying", """{"name":"Ann","email":"staying@example.com","locale":"en"}""");
        await EnrolAsync(http, "gehend", """{"name":"Erika","email":"gehend@example.com","locale":"de"}""");
        await SendAsync(http, "POST", "/local/clock", """{"now":"2026-11-22T12:00:00Z"}""");
        await BuyAsync(http, "rich", 8, 2450);
        await BuyAsync(http, "reich", 40, 3800);
        await SendAsync(http, "POST", "/local/clock", """{"now":"2026-11-25T12:00:00Z"}""");
        foreach (var member in new[] { "rich", "reich", "new", "neu", "leaving", "gehend", "staying" })
        {
            var found = await SendAsync(http, "GET", $"/api/members/{member}", null);
            cards[member] = JsonDocument.Parse(found).RootElement.GetProperty("cardUrl").GetString()!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(data, recursive: true);
    }

    /// <summary>A member's card, opened in a browser of its own.</summary>
    /// <param name="javaScript">Whether the browser runs scripts: the pages have none, but some tests do.</param>
    public async Task<Visitor> VisitAsync(string member, int width = 390, bool dark = false, bool javaScript = false)
    {
        Assert.SkipWhen(browser is null, "No Chromium is on the PATH, and Playwright's own is not installed.");
        var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 844 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        var visitor = new Visitor(context, await context.NewPageAsync());
        await visitor.Page.GotoAsync(cards[member]);
        return visitor;
    }

    /// <summary>What the link of a member's card answers.</summary>
    public async Task<int> StatusAsync(string member)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(cards[member]);
        return (int)answer.StatusCode;
    }

    /// <summary>The code in the last letter to an address.</summary>
    public async Task<string> CodeAsync(string address)
    {
        foreach (var file in new DirectoryInfo(Path.Combine(data, "mail")).GetFiles("*.eml").OrderByDescending(file => file.LastWriteTimeUtc))
        {
            var letter = await MimeMessage.LoadAsync(file.FullName, CancellationToken.None);
            if (letter.To.Mailboxes.Single().Address == address && Digits().Match(letter.TextBody ?? "") is { Success: true } code)
            {
                return code.Value;
            }
        }

        throw new InvalidOperationException("No code was mailed.");
    }

    private static Task<string> EnrolAsync(HttpClient http, string member, string profile) =>
        SendAsync(http, "PUT", $"/api/members/{member}", profile);

    private static Task<string> BuyAsync(HttpClient http, string member, int times, int amount)
    {
        var first = new DateTime(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc);
        var lines = Enumerable.Range(0, times).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"id":"{{{member}}}-{{{i}}}","type":"purchase","member":"{{{member}}}","store":"riga-1","at":"{{{first.AddDays(-5 * i):s}}}Z","amount":{{{amount}}},"currency":"EUR","lines":[{"category":"coffee","quantity":4,"amount":{{{amount}}}}]}
            """));
        return SendAsync(http, "POST", "/api/purchases", string.Join('\n', lines), "application/x-ndjson");
    }

    private static async Task<string> SendAsync(
        HttpClient http, string method, string path, string? body, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", path.StartsWith("/local", StringComparison.Ordinal) ? HostProcess.StaffKey : Pos);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text;
    }

    [GeneratedRegex(@"^\d{6}\r?$", RegexOptions.Multiline)]
    private static partial Regex Digits();
}
