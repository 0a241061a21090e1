using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed partial class MailPageTests
{
    private const string Hostile = "<script>alert(1)</script> \" onload=\"x\u202e & 😀 مرحبا";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sent_is_listed_and_opens_as_in_a_mail_program()
    {
        await using var shop = await SentAsync("Ann");

        var list = await PageAsync(shop, "/mail");
        Assert.Contains("<bdi>Bean &amp; Leaf</bdi>", list, StringComparison.Ordinal);
        Assert.Contains("""<bdi>Ann</bdi> <bdi dir="ltr" class="address">&lt;ann@example.com&gt;</bdi>""", list, StringComparison.Ordinal);
        Assert.Contains("<bdi>Welcome to Bean &amp; Leaf</bdi>", list, StringComparison.Ordinal);
        Assert.Contains("2026-11-22 11:00", list, StringComparison.Ordinal);

        var path = Assert.Single(Links(list));
        var message = await PageAsync(shop, path);
        Assert.Contains("<h1><bdi>Welcome to Bean &amp; Leaf</bdi></h1>", message, StringComparison.Ordinal);
        Assert.Contains("&lt;hello@example.com&gt;", message, StringComparison.Ordinal);
        Assert.Contains("2026-11-22 11:00 UTC", message, StringComparison.Ordinal);
        Assert.Matches("<dt>List-Unsubscribe</dt><dd [^>]*><bdi>&lt;http://127.0.0.1:[0-9]+/unsubscribe/[^<]+&gt;</bdi>", message);
        Assert.Contains("<bdi>List-Unsubscribe=One-Click</bdi>", message, StringComparison.Ordinal);
        Assert.Contains(
            $"""<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" title="The message" src="{path}/html"></iframe>""",
            message,
            StringComparison.Ordinal);
        Assert.Contains("Dear Ann,", await PageAsync(shop, path + "?view=text"), StringComparison.Ordinal);
        Assert.Contains("Content-Type: multipart/alternative", await PageAsync(shop, path + "?view=source"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_a_message_says_is_more_than_text()
    {
        await using var shop = await SentAsync(Hostile);
        var list = await PageAsync(shop, "/mail?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>"));
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"", list, StringComparison.Ordinal);

        list = await PageAsync(shop, "/mail");
        var path = Assert.Single(Links(list));
        foreach (var page in new[] { list, await PageAsync(shop, path), await PageAsync(shop, path + "?view=text"), await PageAsync(shop, path + "?view=source") })
        {
            Assert.DoesNotMatch("(?i)<script|\"\\s*onload=\"", page);
        }

        Assert.Contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; &quot; onload=&quot;x", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_html_of_a_message_runs_nothing_loads_nothing_and_opens_its_links_elsewhere()
    {
        await using var shop = await SentAsync("Ann");
        var path = Links(await PageAsync(shop, "/mail")).Single();

        var answer = await shop.Staff.GetAsync(path + "/html", Cancellation);

        Assert.Equal(
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "form-action 'none'; frame-ancestors 'self'; base-uri 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("<head><base target=\"_blank\">", html, StringComparison.Ordinal);
        Assert.Matches("<a href=\"http://127.0.0.1:[0-9]+/unsubscribe/", html);
    }

    [Fact]
    public async Task The_newest_is_first_and_a_page_has_fifty()
    {
        await using var shop = await ShopBench.StartAsync();
        await WriteAsync(shop, Enumerable.Range(0, 120).Select(i => Eml(i)));

        var first = await PageAsync(shop, "/mail");
        var second = await PageAsync(shop, "/mail?q=&page=2");
        var third = await PageAsync(shop, "/mail?page=3");

        Assert.Equal([50, 50, 20], new[] { first, second, third }.Select(page => Links(page).Count));
        Assert.Equal(
            Enumerable.Range(0, 120).Reverse().Select(i => $"Number {i}"),
            new[] { first, second, third }.SelectMany(page => SubjectPattern().Matches(page).Select(match => match.Groups[1].Value)));
        Assert.Contains(">Older</a>", first, StringComparison.Ordinal);
        Assert.DoesNotContain(">Newer</a>", first, StringComparison.Ordinal);
        Assert.Contains("""<a rel="prev" href="/mail?q=&amp;page=1">Newer</a>""", second, StringComparison.Ordinal);
        Assert.Contains("""<a rel="next" href="/mail?q=&amp;page=3">Older</a>""", second, StringComparison.Ordinal);
        Assert.DoesNotContain(">Older</a>", third, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number 11", 11)]
    [InlineData("M7@EXAMPLE", 1)]
    [InlineData("Person 77", 1)]
    [InlineData("  m7@  ", 1)]
    [InlineData("nobody", 0)]
    public async Task A_search_finds_what_is_in_subject_name_or_address(string sought, int found)
    {
        await using var shop = await ShopBench.StartAsync();
        await WriteAsync(shop, Enumerable.Range(0, 120).Select(i => Eml(i)));

        Assert.Equal(found, Links(await PageAsync(shop, "/mail?q=" + Uri.EscapeDataString(sought))).Count);
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("-1", 3)]
    [InlineData("x", 3)]
    [InlineData("2", 0)]
    [InlineData("2147483647", 0)]
    [InlineData("99999999999999999999", 3)]
    public async Task A_page_that_is_not_there_is_empty_and_what_is_no_number_is_the_first(string page, int found)
    {
        await using var shop = await ShopBench.StartAsync();
        await WriteAsync(shop, Enumerable.Range(0, 3).Select(i => Eml(i)));

        Assert.Equal(found, Links(await PageAsync(shop, "/mail?page=" + page)).Count);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("..%2fkeys.json")]
    [InlineData("%2e%2e%2f%2e%2e%2fetc%2fpasswd")]
    [InlineData("..%5ckeys.json")]
    [InlineData("keys.json")]
    [InlineData("20260101T000000Z-00000000000000000000000000000009.eml")]
    public async Task A_name_that_is_none_is_not_found(string name)
    {
        await using var shop = await ShopBench.StartAsync();
        await WriteAsync(shop, [Eml(0)]);

        Assert.Equal(HttpStatusCode.NotFound, (await shop.Staff.GetAsync("/mail/" + name, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Staff.GetAsync($"/mail/{name}/html", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_broken_or_gone_hides_no_other()
    {
        await using var shop = await ShopBench.StartAsync();
        await WriteAsync(shop, Enumerable.Range(0, 3).Select(i => Eml(i)).Append((NameOf(3), "\0\u0001\u0002 no message")));
        File.Delete(Path.Combine(shop.Mail, NameOf(1)));

        var list = await PageAsync(shop, "/mail");

        Assert.Contains("Number 0", list, StringComparison.Ordinal);
        Assert.Contains("Number 2", list, StringComparison.Ordinal);
        Assert.Contains("cannot be read", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Staff.GetAsync($"/mail/{NameOf(1)}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Staff.GetAsync($"/mail/{NameOf(2)}", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_message_of_plain_text_alone_has_no_html()
    {
        await using var shop = await ShopBench.StartAsync();
        await WriteAsync(shop, [Eml(0)]);

        var page = await PageAsync(shop, $"/mail/{NameOf(0)}");

        Assert.Contains("""<pre dir="auto">Hello 0""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Staff.GetAsync($"/mail/{NameOf(0)}/html", Cancellation)).StatusCode);
    }

    private static async Task<ShopBench> SentAsync(string name)
    {
        var shop = await ShopBench.StartAsync();
        await shop.EnrolAsync("m-1", new { email = "ann@example.com", name });
        await shop.MoveAsync(Instant.FromUtc(2026, 11, 22, 11, 0));
        return shop;
    }

    /// <summary>Puts files in the folder, which the host finds when it starts again.</summary>
    private static async Task WriteAsync(ShopBench shop, IEnumerable<(string Name, string Text)> files)
    {
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(shop.Mail, name), text, Cancellation);
        }

        await shop.RestartAsync();
    }

    private static (string Name, string Text) Eml(int number) => (
        NameOf(number),
        $"From: shop@example.com\r\nTo: Person {number} <m{number}@example.com>\r\nSubject: Number {number}\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000\r\n\r\nHello {number}\r\n");

    private static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"20260101T{number / 60:00}{number % 60:00}00Z-{number:00000000000000000000000000000000}.eml");

    private static List<string> Links(string page) =>
        [.. LinkPattern().Matches(page).Select(match => match.Groups[1].Value)];

    /// <summary>A page, held to what is true of all of them.</summary>
    private static async Task<string> PageAsync(ShopBench shop, string path)
    {
        var answer = await shop.Staff.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StylePattern().Match(page).Groups[1].Value)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
        Assert.DoesNotMatch("(?i)<script|javascript:|<link|<img|@import|url\\(|\\sstyle=\"", page);
        return page;
    }

    [GeneratedRegex("<a class=\"mail\" href=\"(.*?)\">")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("<span class=\"subject\"><bdi>(.*?)</bdi>")]
    private static partial Regex SubjectPattern();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StylePattern();
}
