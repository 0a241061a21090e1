using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>A host of its own with a shop's customers, and a browser in which staff have signed in to the console.</summary>
public sealed class ConsoleSite : IAsyncLifetime
{
    /// <summary>Spends 20.00 more than the one before, on each of ten days: the last ones are gold.</summary>
    private const int Members = 60;

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-console-").FullName;
    private HostProcess? host;
    private IPlaywright playwright = null!;
    private IBrowser? browser;

    public Uri Address => host!.Address;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
        if (browser is null)
        {
            return;
        }

        var program = Path.Combine(data, "program.json");
        File.Copy(Repository.File("config/program.json"), program);
        host = await HostProcess.StartAsync(data, "sqlite", program, "--clock", "2026-11-01T12:00:00Z");
        await SendAsync("PUT", "/api/members/m-060", """{"name":"Åsa <b>Öberg</b>","email":"asa@example.com","locale":"en"}""");
        await SendAsync("PUT", "/api/members/m-001", """{"name":"Bertil","email":"bertil@example.com","locale":"de"}""");
        await SendAsync(
            "POST", "/api/members/m-060/consent", """{"channel":"email","granted":true,"at":"2026-11-01T11:00:00Z","wording":"News"}""");
        await SendAsync("POST", "/api/purchases", string.Join('\n', Purchases()), "application/x-ndjson");
        await SendAsync("POST", "/local/clock", """{"now":"2026-11-25T12:00:00Z"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(data, recursive: true);
    }

    /// <summary>A browser of its own that is signed in and shows a page of the console.</summary>
    public async Task<Visitor> SignInAsync(string page = "program", int width = 1280, bool dark = false)
    {
        Assert.SkipWhen(browser is null, "No Chromium is on the PATH, and Playwright's own is not installed.");
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-GB",
        });
        var visitor = new Visitor(context, await context.NewPageAsync());
        await visitor.Page.GotoAsync(new Uri(Address, "/console").ToString());
        await visitor.Page.FillAsync("#key", HostProcess.StaffKey);
        await visitor.Page.ClickAsync("button");
        await visitor.Page.WaitForSelectorAsync("#console nav");
        await visitor.Page.GotoAsync(new Uri(Address, $"/console#/{page}").ToString());
        return visitor;
    }

    /// <summary>Calls the interface as staff.</summary>
    public async Task<string> SendAsync(string method, string path, string? body = null, string mediaType = "application/json")
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey);
        request.Headers.TryAddWithoutValidation("If-Match", method == "PUT" && path.StartsWith("/api/program", StringComparison.Ordinal) ? "*" : null);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {text}");
        return text;
    }

    private static IEnumerable<string> Purchases() =>
        from member in Enumerable.Range(1, Members)
        from day in Enumerable.Range(1, 10)
        select string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"id":"p-{{member}}-{{day}}","type":"purchase","member":"m-{{member:000}}","store":"riga-1","at":"2026-10-{{day + 10}}T10:00:00Z","amount":{{member * 250}},"currency":"EUR"}
            """);
}
