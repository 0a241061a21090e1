using System.Net;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Tests.Receiving;

namespace Loyalty.Functions.Tests.Portal;

public sealed class UnsubscribeTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Looking_at_the_page_changes_nothing_and_posting_ends_messages()
    {
        var path = await ReachableAsync("both");

        var page = await (await bench.Stranger.GetAsync(path, Cancellation)).PageAsync(HttpStatusCode.OK);
        Assert.Contains("""<form method="post"><button type="submit">Stop e-mails</button></form>""", page, StringComparison.Ordinal);
        Assert.True(await bench.IsReachableAsync("both"));

        page = await (await PostAsync(path)).PageAsync(HttpStatusCode.OK);
        Assert.Contains("no more e-mails", page, StringComparison.Ordinal);
        Assert.False(await bench.IsReachableAsync("both"));
    }

    [Fact]
    public async Task Posting_again_says_the_same_and_adds_no_more_facts()
    {
        var path = await ReachableAsync("again");
        var first = await (await PostAsync(path)).PageAsync(HttpStatusCode.OK);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(first, await (await PostAsync(path)).PageAsync(HttpStatusCode.OK));
        }

        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(path))),
            answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, (await bench.RowsAsync("again", "consent:")).Count);
    }

    [Fact]
    public async Task The_withdrawal_is_kept_as_the_customers_own()
    {
        await PostAsync(await ReachableAsync("row"));

        Assert.Equal(
            $"""
            consent:2026-11-22T12:00:00.000000000Z:ID
              at: "2026-11-22T12:00:00Z"
              byCustomer: True
              channel: "email"
              granted: False
              recordedAt: "2026-11-22T12:00:00Z"
              recordedBy: "customer"
              wording: "Unsubscribed by the link in the message {Message("row")}"
            """,
            RowText.Of((await bench.RowsAsync("row", "consent:"))[1]) is var row ? row[..39] + "ID" + row[71..] : "");
    }

    [Fact]
    public async Task A_till_cannot_undo_it()
    {
        await PostAsync(await ReachableAsync("till"));

        await ConsentAsync("till", "2026-11-23T11:00:00Z");

        Assert.False(await bench.IsReachableAsync("till"));
    }

    [Theory]
    [InlineData("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")]
    [InlineData("", null)]
    [InlineData("{", "application/json")]
    public async Task Whatever_a_mail_program_posts_is_taken(string body, string? mediaType)
    {
        var member = $"program-{body.Length}";
        var path = await ReachableAsync(member);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        await (await bench.Stranger.PostAsync(path, content, Cancellation)).PageAsync(HttpStatusCode.OK);

        Assert.False(await bench.IsReachableAsync(member));
    }

    [Fact]
    public async Task For_a_member_who_is_no_longer_there_it_says_the_same_and_writes_nothing()
    {
        var path = PageChecks.PathOf(bench.Links.Unsubscribe(MemberId.Parse("gone"), Message("gone")));

        await (await bench.Stranger.GetAsync(path, Cancellation)).PageAsync(HttpStatusCode.OK);
        await (await PostAsync(path)).PageAsync(HttpStatusCode.OK);

        Assert.Null(await bench.Store.ReadAsync("members", "gone", "member", Cancellation));
        Assert.Empty(await bench.RowsAsync("gone", ""));
    }

    [Fact]
    public async Task A_link_that_is_not_good_leads_to_one_page_whatever_is_wrong_with_it()
    {
        var path = await ReachableAsync("bad");
        var other = PageChecks.PathOf(bench.Links.Feedback(MemberId.Parse("bad"), Message("bad"), bench.Now));
        var pages = new HashSet<string>();
        foreach (var bad in new[] { path[..^1], path + "A", "/unsubscribe/x", "/unsubscribe/%2e%2e%2f", other.Replace("feedback", "unsubscribe", StringComparison.Ordinal) })
        {
            pages.Add(await (await bench.Stranger.GetAsync(bad, Cancellation)).PageAsync(HttpStatusCode.NotFound));
            pages.Add(await (await PostAsync(bad)).PageAsync(HttpStatusCode.NotFound));
            pages.Add(await (await bench.Staff.GetAsync(bad, Cancellation)).PageAsync(HttpStatusCode.NotFound));
        }

        Assert.Single(pages);
        Assert.True(await bench.IsReachableAsync("bad"));
    }

    [Theory]
    [InlineData(null, null, "en")]
    [InlineData("de-AT", null, "de")]
    [InlineData("DE", "en", "de")]
    [InlineData("en-GB", "de", "en")]
    [InlineData("lv-LV", "lv, de;q=0.8, en;q=0.5", "de")]
    [InlineData(null, "en;q=0, de", "de")]
    [InlineData(null, "fr", "en")]
    [InlineData(null, ";;;,,q=", "en")]
    public async Task The_page_speaks_the_members_language_or_the_browsers(string? locale, string? browser, string expected)
    {
        var member = $"speaks-{locale}-{browser?.Length}";
        var path = await ReachableAsync(member);
        await bench.PutAsync(member, $$"""{"locale":{{(locale is null ? "null" : $"\"{locale}\"")}}}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", browser);

        await (await bench.Stranger.SendAsync(request, Cancellation)).PageAsync(HttpStatusCode.OK, expected);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_change_nothing(string method)
    {
        var path = await ReachableAsync("method");

        using var answer = await bench.Stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        await PortalBench.ProblemAsync(answer, 405);
        Assert.True(await bench.IsReachableAsync("method"));
    }

    private static MessageId Message(string member) =>
        MessageId.Of(MemberId.Parse(member), new Occasion(MessageKind.Welcome, "welcome"));

    /// <summary>The path of the link of a member with an address and consent.</summary>
    private async Task<string> ReachableAsync(string member)
    {
        await bench.PutAsync(member, """{"email":"anna@example.com"}""");
        await ConsentAsync(member, "2026-11-22T10:00:00Z");
        Assert.True(await bench.IsReachableAsync(member));
        return PageChecks.PathOf(bench.Links.Unsubscribe(MemberId.Parse(member), Message(member)));
    }

    private Task<HttpResponseMessage> ConsentAsync(string member, string at) => bench.Till.PostAsync(
        $"/api/members/{member}/consent",
        new StringContent($$"""{"channel":"email","granted":true,"at":"{{at}}","wording":"News"}""", Encoding.UTF8, "application/json"),
        Cancellation);

    private Task<HttpResponseMessage> PostAsync(string path) => bench.Stranger.PostAsync(path, new FormUrlEncodedContent([]), Cancellation);
}
