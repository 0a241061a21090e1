using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>Every kind of call that a host takes, well and badly, with something in each that must not come out: one story, in the order
/// in which it has to be told.</summary>
internal sealed partial class EveryCall(HostProcess host, HttpClient http, string shop, CancellationToken cancellation)
{
    public const string PosKey = "key-for-tills-narwhal";
    public const string StaffKey = "key-for-staff-narwhal";

    private const string Member = "customer-wilhelmina-okapi";
    private const string Broken = "customer-broken-capybara";

    private readonly HashSet<string> personal = new([PosKey, StaffKey], StringComparer.Ordinal);

    /// <summary>The trace of a till that posts one purchase, and the span that it is in.</summary>
    public static (string Trace, string Span) Till { get; } = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

    /// <summary>The trace of a call that breaks.</summary>
    public static (string Trace, string Span) Breaking { get; } = ("1bf7651916cd43dd8448eb211c80319d", "c7ad6b7169203332");

    /// <summary>Whatever was in them.</summary>
    public IReadOnlyCollection<string> Personal => personal;

    /// <summary>How many dead letters there were, before one could not be counted.</summary>
    public int DeadLetters { get; private set; }

    private string Mail => Path.Combine(shop, "mail");

    /// <summary>Makes them all, over a shop that has been played.</summary>
    /// <param name="played">One of its members.</param>
    public async Task MakeAsync(string played)
    {
        var now = (await JsonAsync("GET", "/local/clock")).GetProperty("now").GetString()!;
        await EnrolAsync(now);
        await BuyAsync(now);
        await RedeemAsync(now);
        await LookAsync(played);
        await VisitLinksAsync();
        await MisuseAsync();
        await EmptyQueueAsync();
        DeadLetters = Lines(await TextAsync("GET", "/local/deadletters")).Count;
        await LockStoreAsync();
        await BreakMemberAsync(now);
    }

    private async Task EnrolAsync(string now)
    {
        Hide(Member, "Wilhelmina", "Ravenscroft", "wilhelmina.okapi@example.org", "447700900987", "CARD-OKAPI-0007", "wording-okapi");
        await SendAsync("PUT", $"/api/members/{Member}", """
            {"name":"Wilhelmina Ravenscroft","email":"wilhelmina.okapi@example.org","phone":"+447700900987","card":"CARD-OKAPI-0007","locale":"en"}
            """);
        await SendAsync("POST", $"/api/members/{Member}/consent", $$"""{"channel":"email","granted":true,"at":"{{now}}","wording":"wording-okapi"}""");
        Hide("customer-merged-tapir", "merge-tapir", "reason-tapir", "customer-erased-dugong", "Dugongina");
        await SendAsync("PUT", "/api/members/customer-merged-tapir", """{"name":"Wilhelmina Ravenscroft"}""");
        await SendAsync("POST", $"/api/members/{Member}/merge", """{"id":"merge-tapir","from":"customer-merged-tapir","reason":"reason-tapir"}""");
        await SendAsync("POST", $"/api/members/{Member}/merge/merge-tapir/undo", "{}");
        await SendAsync("PUT", "/api/members/customer-erased-dugong", """{"name":"Dugongina"}""");
        await SendAsync("DELETE", "/api/members/customer-erased-dugong");
        await SendAsync("GET", "/api/members/customer-erased-dugong");
        foreach (var wanted in new[] { """{"card":"CARD-OKAPI-0007"}""", """{"phone":"+447700900987"}""", """{"email":"wilhelmina.okapi@example.org"}""" })
        {
            Assert.Equal(200, await SendAsync("POST", "/api/members/lookup", wanted));
        }
    }

    /// <summary>By a till that traces, and says more of itself than anybody asked for.</summary>
    private async Task BuyAsync(string now)
    {
        Hide("purchase-okapi-1", "purchase-okapi-2", "purchase-erased-dugong", "attribution-okapi", "cashier-okapi", "state-okapi", "baggage-okapi", "agent-okapi");
        using var request = Request("POST", "/api/purchases", $$"""
            {"id":"purchase-okapi-1","type":"purchase","member":"{{Member}}","store":"riga-1","at":"{{now}}","amount":3000,"currency":"GBP","attribution":"attribution-okapi","cashier":"cashier-okapi"}
            """);
        request.Headers.Add("traceparent", $"00-{Till.Trace}-{Till.Span}-01");
        request.Headers.Add("tracestate", "shop=state-okapi");
        request.Headers.Add("baggage", "member=baggage-okapi");
        request.Headers.Add("User-Agent", "agent-okapi");
        using var answer = await http.SendAsync(request, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await EmptyQueueAsync();
        await SendAsync("POST", "/api/purchases", $$"""
            {"id":"purchase-okapi-2","type":"purchase","member":"{{Member}}","store":"riga-1","at":"{{now}}","amount":5000,"currency":"GBP"}
            """);
        await SendAsync("POST", "/api/purchases", $$"""
            {"id":"purchase-erased-dugong","type":"purchase","member":"customer-erased-dugong","store":"riga-1","at":"{{now}}","amount":5000,"currency":"GBP"}
            """);
        await EmptyQueueAsync();
    }

    /// <summary>One reward is used, and comes back with its purchase; one is held and given up, one held and used, one held.</summary>
    private async Task RedeemAsync(string now)
    {
        foreach (var number in Enumerable.Range(1, 4))
        {
            Hide($"gift-okapi-{number}", $"use-okapi-{number}", "because-okapi", "void-okapi");
            await SendAsync("POST", $"/api/members/{Member}/gifts", $$"""{"id":"gift-okapi-{{number}}","reward":"fiver","reason":"because-okapi"}""");
        }

        var rewards = await JsonAsync("GET", $"/api/members/{Member}/rewards");
        var codes = CodeIn().Matches(rewards.GetRawText()).Select(match => match.Groups[1].Value).ToList();
        Assert.True(codes.Count >= 4, rewards.GetRawText());
        Hide([.. codes]);
        Assert.Equal(201, await SendAsync("POST", "/api/redemptions", $$"""
            {"id":"use-okapi-1","code":"{{codes[0]}}","store":"riga-1","purchase":"purchase-okapi-2","basket":{"amount":5000} }
            """));
        foreach (var number in Enumerable.Range(2, 3))
        {
            Assert.Equal(201, await SendAsync("POST", "/api/redemptions", $$"""
                {"id":"use-okapi-{{number}}","code":"{{codes[number - 1]}}","store":"riga-1","holdMinutes":10,"basket":{"amount":5000} }
                """));
        }

        Assert.Equal(200, await SendAsync("POST", "/api/redemptions/use-okapi-2/cancel", "{}"));
        Assert.Equal(200, await SendAsync("POST", "/api/redemptions/use-okapi-3/confirm", "{}"));
        Assert.Equal(404, await SendAsync("POST", "/api/redemptions/no-such-use-okapi/confirm", "{}"));
        await SendAsync("POST", "/api/purchases", $$"""
            {"id":"void-okapi","type":"void","purchase":"purchase-okapi-2","member":"{{Member}}","store":"riga-1","at":"{{now}}"}
            """);
        await EmptyQueueAsync();
    }

    private async Task LookAsync(string played)
    {
        foreach (var path in new[]
        {
            $"/api/members/{Member}", $"/api/members/{Member}/timeline", $"/api/members/{Member}/export", $"/api/members/{Member}/explain",
            $"/api/members/{played}?asOf=2010-12-02", $"/api/members/{played}/letters/welcome", "/api/members?q=Wilhelmina", "/api/health",
            "/local/messages", $"/local/messages?member={Member}", "/local/queue", "/terms?locale=en", "/console", "/mail", "/openapi.json",
            "/api/program", "/api/program/versions", "/api/feedback?status=open",
        })
        {
            Assert.InRange(await SendAsync("GET", path), 200, 399);
        }

        await SendAsync("POST", "/api/preview", $$"""{"member":"{{Member}}","store":"riga-1","amount":1000}""");
    }

    private async Task VisitLinksAsync()
    {
        var letters = Directory.EnumerateFiles(Mail, "*.eml").Select(Letter).ToList();
        var unsubscribe = letters.Select(letter => UnsubscribeLink().Match(letter)).First(match => match.Success).Groups[1].Value;
        var feedback = letters.Select(letter => FeedbackLink().Match(letter)).First(match => match.Success).Groups[1].Value;
        var card = (await JsonAsync("GET", $"/api/members/{Member}")).GetProperty("cardUrl").GetString()!;
        card = card[(card.LastIndexOf('/') + 1)..];
        Hide(unsubscribe, feedback, card, "comment-quokka", "answer-quokka", "One-Time-Quokka");
        foreach (var path in new[] { $"/unsubscribe/{unsubscribe}", $"/feedback/{feedback}?mark=1", $"/card/{card}" })
        {
            Assert.Equal(200, await SendAsync("GET", path));
        }

        Assert.Equal(200, await SubmitAsync($"/feedback/{feedback}", "mark=1&comment=comment-quokka"));
        var complaint = (await JsonAsync("GET", "/api/feedback?status=open")).GetProperty("feedback")[0].GetProperty("id").GetString()!;
        Hide(complaint);
        Assert.InRange(await SendAsync("POST", $"/api/feedback/{complaint}/answer", """{"text":"answer-quokka","reward":"fiver"}"""), 200, 201);
        Assert.Equal(200, await SubmitAsync($"/unsubscribe/{unsubscribe}", "List-Unsubscribe=One-Click"));

        Assert.InRange(await SubmitAsync($"/card/{card}/code", ""), 200, 399);
        var code = Directory.EnumerateFiles(Mail, "*.eml").Select(Letter).Select(letter => OneTimeCode().Match(letter)).First(match => match.Success).Value;
        Hide(code);
        Assert.InRange(await SubmitAsync($"/card/{card}/open", $"code={code}"), 200, 399);
        Assert.InRange(await SubmitAsync($"/card/{card}/open", "code=One-Time-Quokka"), 200, 499);
    }

    /// <summary>What nobody ought to send, each with something in it that must not come out.</summary>
    private async Task MisuseAsync()
    {
        Hide("zebu");
        foreach (var path in new[]
        {
            "/card/token-zebu", "/card/..%2f..%2fzebu", "/unsubscribe/token-zebu?email=zebu", "/feedback/token-zebu", "/api/members/%7Bzebu%7D",
            "/api/members/zebu/export", "/zebu/zebu?zebu=zebu", "/api/members?q=zebu&take=zebu", "/api/members/zebu/letters/zebu", "/local/zebu",
        })
        {
            Assert.InRange(await SendAsync("GET", path), 200, 499);
        }

        foreach (var (method, path, body) in new[]
        {
            ("POST", "/api/purchases", """{"id":"zebu zebu","type":"zebu","member":"zebu@example.com","amount":"zebu"}"""),
            ("POST", "/api/purchases", "zebu"),
            ("PUT", "/api/members/zebu@example.com", """{"name":"zebu"}"""),
            ("PUT", "/api/members/zebu", """{"email":"zebu","birthday":"zebu"}"""),
            ("POST", "/api/redemptions", """{"id":"zebu","code":"ZEBU","store":"zebu"}"""),
            ("POST", "/api/members/lookup", """{"card":"zebu"}"""),
            ("POST", "/api/members/zebu/gifts", """{"id":"zebu","reward":"zebu","reason":"zebu"}"""),
            ("ZEBU", "/api/members/zebu", ""),
        })
        {
            Assert.InRange(await SendAsync(method, path, body), 400, 499);
        }

        using var request = Request("GET", "/api/members/zebu", null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "zebu");
        request.Headers.Host = "zebu.example.com";
        using var answer = await http.SendAsync(request, cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Another process has the store for longer than anybody waits.</summary>
    private async Task LockStoreAsync()
    {
        Hide("gift-locked-yak");
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(shop, "store.db")};Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(cancellation);
        var status = await SendAsync("POST", $"/api/members/{Member}/gifts", """{"id":"gift-locked-yak","reward":"fiver","reason":"because-okapi"}""");
        Assert.Equal(503, status);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A member whose row nobody can read, over HTTP and from the queue.</summary>
    private async Task BreakMemberAsync(string now)
    {
        Hide(Broken, "Capybarina", "purchase-broken-capybara");
        await using (var database = new SqliteDatabase(Path.Combine(shop, "store.db")))
        {
            var store = await SqliteStore.OpenAsync(database);
            var fields = new Fields { { "seenAt", "Capybarina" } };
            foreach (var field in (await store.ReadAsync(Tables.Members, Member, "member", cancellation))!.Fields.Where(field => field.Key != "seenAt"))
            {
                fields.Add(field);
            }

            await store.CommitAsync(Tables.Members, Broken, [new Write.Put("member", fields)], cancellation);
        }

        using var request = Request("GET", $"/api/members/{Broken}", null);
        request.Headers.Add("traceparent", $"00-{Breaking.Trace}-{Breaking.Span}-01");
        using var answer = await http.SendAsync(request, cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await SendAsync("POST", "/api/purchases", $$"""
            {"id":"purchase-broken-capybara","type":"purchase","member":"{{Broken}}","store":"riga-1","at":"{{now}}","amount":1,"currency":"GBP"}
            """);
        while (!host.Said.Contains("OnPurchases failed", StringComparison.Ordinal))
        {
            await Task.Delay(50, cancellation);
        }
    }

    private void Hide(params string[] values) => personal.UnionWith(values);

    private static string Letter(string file) => MimeMessage.Load(file).TextBody!;

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private async Task EmptyQueueAsync()
    {
        while (!(await TextAsync("GET", "/local/queue")).StartsWith("""{"ready":0,"locked":0,""", StringComparison.Ordinal))
        {
            await Task.Delay(20, cancellation);
        }
    }

    private static HttpRequestMessage Request(string method, string path, string? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StaffKey);
        return request;
    }

    private async Task<int> SendAsync(string method, string path, string? body = null)
    {
        using var request = Request(method, path, body);
        using var answer = await http.SendAsync(request, cancellation);
        return (int)answer.StatusCode;
    }

    private async Task<int> SubmitAsync(string path, string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
        return (int)answer.StatusCode;
    }

    private async Task<string> TextAsync(string method, string path)
    {
        using var request = Request(method, path, null);
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    private async Task<JsonElement> JsonAsync(string method, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await TextAsync(method, path));

    [GeneratedRegex("\"code\":\"([^\"]+)\"")]
    private static partial Regex CodeIn();

    [GeneratedRegex(@"/unsubscribe/([\w.~-]+)")]
    private static partial Regex UnsubscribeLink();

    [GeneratedRegex(@"/feedback/([\w.~-]+)")]
    private static partial Regex FeedbackLink();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex OneTimeCode();
}
