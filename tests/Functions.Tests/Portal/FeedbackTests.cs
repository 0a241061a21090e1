using System.Net;
using System.Text;
using FsCheck.Fluent;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Receiving;

namespace Loyalty.Functions.Tests.Portal;

public sealed class FeedbackTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Looking_at_the_page_changes_nothing_whatever_mark_the_link_chooses()
    {
        var path = await bench.AskAsync("looks");
        var before = bench.Store.Commits.Count;

        for (var mark = 1; mark <= 5; mark++)
        {
            var page = await (await bench.Stranger.GetAsync($"{path}?mark={mark}", Cancellation)).PageAsync(HttpStatusCode.OK);
            Assert.Contains($"""value="{mark}" required checked> {mark} – """, page, StringComparison.Ordinal);
            Assert.Equal(4, page.Split("required> ").Length - 1);
        }

        Assert.Equal(before, bench.Store.Commits.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?mark=")]
    [InlineData("?mark=0")]
    [InlineData("?mark=6")]
    [InlineData("?mark=x%22checked")]
    [InlineData("?mark=1&mark=2")]
    [InlineData("?other=1")]
    public async Task Without_a_good_mark_in_the_link_none_is_chosen(string query)
    {
        var path = await bench.AskAsync("none");

        var page = await (await bench.Stranger.GetAsync(path + query, Cancellation)).PageAsync(HttpStatusCode.OK);

        Assert.DoesNotContain("checked>", page, StringComparison.Ordinal);
        Assert.Equal(5, page.Split("required> ").Length - 1);
    }

    [Fact]
    public async Task What_is_said_is_kept_in_one_row()
    {
        var path = await bench.AskAsync("row");
        using var good = await bench.SayAsync(path, "4", "  Good coffee\r\nand quick\t. ");
        using var bad = await bench.SayAsync(path, "2", "Cold");

        Assert.Contains("Thank you!", await good.PageAsync(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("answer you by e-mail", await bad.PageAsync(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal(
            $$"""
            feedback:{{Asked.Message("row")}}
              at: "2026-11-22T12:00:00.0000001Z"
              comment: "Cold"
              entries0: UTF-8 [{"mark":4,"comment":"Good coffee\nand quick .","at":"2026-11-22T12:00:00Z"},{"mark":2,"comment":"Cold","at":"2026-11-22T12:00:00.0000001Z","openedAt":"2026-11-22T12:00:00.0000001Z"}]
              firstAt: "2026-11-22T12:00:00Z"
              kind: "ThankYou"
              mark: 2
              status: "Open"
            """,
            RowText.Of(Assert.Single(await bench.RowsAsync("row", "feedback:"))));
    }

    [Fact]
    public async Task The_last_one_counts_and_the_page_says_that_there_was_one_but_not_what()
    {
        var path = await bench.SaidAsync("last", 4, "my secret words");

        var page = await (await bench.Stranger.GetAsync(path, Cancellation)).PageAsync(HttpStatusCode.OK);
        Assert.Contains("You have answered already.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("checked>", page, StringComparison.Ordinal);

        await bench.SayAsync(path, "5");
        var row = Assert.Single(await bench.RowsAsync("last", "feedback:"));
        Assert.Equal((5, null), (row.Fields.Number("mark"), row.Fields.Text("comment")));
    }

    [Fact]
    public async Task The_same_form_sent_again_writes_nothing_and_gets_the_same_page()
    {
        var path = await bench.SaidAsync("twice", 1, "Cold");
        var etag = (await bench.Store.ReadAsync(Tables.Members, "twice", "member", Cancellation))!.ETag;

        using var again = await bench.SayAsync(path, "1", "Cold\n");

        Assert.Contains("We are sorry", await again.PageAsync(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal(etag, (await bench.Store.ReadAsync(Tables.Members, "twice", "member", Cancellation))!.ETag);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_bad_mark_opens_a_complaint_and_a_better_one_takes_it_back_and_keeps_the_words(int mark)
    {
        var member = $"back-{mark}";
        var path = await bench.SaidAsync(member, mark, "Cold");
        Assert.True(await bench.IsOpenAsync(member));
        Assert.Equal(["open"], await bench.RowsAboutAsync(member));

        using var answer = await bench.SayAsync(path, "3", "It was me");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await bench.IsOpenAsync(member));
        Assert.Empty(await bench.RowsAboutAsync(member));
        var row = Assert.Single(await bench.RowsAsync(member, "feedback:"));
        Assert.Equal("Withdrawn", row.Fields.Text("status"));
        Assert.Contains("Cold", Encoding.UTF8.GetString(row.Fields.Bytes("entries0")!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comment=Words", "Please choose a mark", "Words")]
    [InlineData("mark=0&comment=Words", "Please choose a mark", "Words")]
    [InlineData("", "Please choose a mark", "")]
    [InlineData("mark=1&mark=5&comment=Words", "Please send the form once more", "")]
    [InlineData("mark=1&comment=Words&comment=b", "Please send the form once more", "")]
    [InlineData("mark=1&comment=é", "Please send the form once more", "")]
    public async Task A_form_that_lacks_something_is_shown_again_and_nothing_is_stored(string form, string says, string words)
    {
        var path = await bench.AskAsync("lacks");
        // So that é is no UTF-8.
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(form));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");

        using var answer = await bench.Stranger.PostAsync(path, content, Cancellation);

        var page = await answer.PageAsync(HttpStatusCode.BadRequest);
        Assert.Contains(says, page, StringComparison.Ordinal);
        Assert.Contains($">\n{words}</textarea>", page, StringComparison.Ordinal);
        Assert.Empty(await bench.RowsAsync("lacks", "feedback:"));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task What_no_form_of_ours_sends_is_not_taken(string? mediaType)
    {
        var path = await bench.AskAsync("media");
        using var content = new ByteArrayContent("mark=1"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        using var answer = await bench.Stranger.PostAsync(path, content, Cancellation);

        await answer.PageAsync(HttpStatusCode.BadRequest);
        Assert.Empty(await bench.RowsAsync("media", "feedback:"));
    }

    [Fact]
    public async Task A_comment_may_have_2_000_characters_of_whatever_script()
    {
        var path = await bench.AskAsync("long");
        var longest = string.Concat(Enumerable.Repeat("👍", 2_000));

        Assert.Contains("Please shorten", await (await bench.SayAsync(path, "3", longest + "!")).PageAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Empty(await bench.RowsAsync("long", "feedback:"));
        using var answer = await bench.SayAsync(path, "3", longest);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(longest, Assert.Single(await bench.RowsAsync("long", "feedback:")).Fields.Text("comment"));
    }

    [Fact]
    public async Task A_form_may_have_64_KiB()
    {
        var path = await bench.AskAsync("large");
        using var answer = await bench.SayAsync(path, "3", new string('x', 64 * 1024));

        Assert.Contains("Please shorten", await answer.PageAsync(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.Empty(await bench.RowsAsync("large", "feedback:"));
    }

    [Fact]
    public async Task What_was_typed_comes_back_on_the_page_as_text_and_nothing_else()
    {
        var path = await bench.AskAsync("hostile");
        using var answer = await bench.SayAsync(path, "", "\r\n</textarea><script>alert(1)</script>&amp;\" ' \u202e abc");

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(1, page.Split("<textarea").Length - 1);
        Assert.Equal(1, page.Split("</textarea>").Length - 1);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_posted_fails_and_what_is_refused_changes_nothing()
    {
        var path = await bench.AskAsync("spoilt");
        Property.Holds(200, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => PostAsync(path, seed).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task A_link_that_is_not_good_leads_to_one_page_whatever_is_wrong_with_it()
    {
        var path = await bench.AskAsync("bad");
        var other = Domain.Outreach.MessageId.Of(MemberId.Parse("bad"), new(Domain.Outreach.MessageKind.ThankYou, "other"));
        var member = MemberId.Parse("bad");
        var message = Asked.Message("bad");
        string[] wrong =
        [
            path[..^1], path + "A", "/feedback/x", "/feedback/%2e%2e%2f",
            PageChecks.PathOf(bench.Links.Unsubscribe(member, message)).Replace("unsubscribe", "feedback", StringComparison.Ordinal),
            PageChecks.PathOf(bench.Links.Feedback(member, message, bench.Now - NodaTime.Duration.FromDays(61))),
            // A message that was never sent, and a member who was never there.
            PageChecks.PathOf(bench.Links.Feedback(member, other, bench.Now)),
            PageChecks.PathOf(bench.Links.Feedback(MemberId.Parse("nobody"), message, bench.Now)),
        ];
        var pages = new HashSet<string>();
        foreach (var link in wrong)
        {
            pages.Add(await (await bench.Stranger.GetAsync($"{link}?mark=1", Cancellation)).PageAsync(HttpStatusCode.NotFound));
            pages.Add(await (await bench.SayAsync(link, "1")).PageAsync(HttpStatusCode.NotFound));
            pages.Add(await (await bench.SayAsync(link, "")).PageAsync(HttpStatusCode.NotFound));
        }

        Assert.Single(pages);
        Assert.Empty(await bench.RowsAsync("bad", "feedback:"));
        Assert.Empty(await bench.RowsAsync("nobody", ""));
    }

    [Fact]
    public async Task The_page_speaks_German_too()
    {
        var path = await bench.AskAsync("german", """{"email":"anna@example.com","locale":"de-AT"}""");

        var page = await (await bench.Stranger.GetAsync(path, Cancellation)).PageAsync(HttpStatusCode.OK, "de");
        Assert.Contains("Wie hat es Ihnen gefallen?", page, StringComparison.Ordinal);
        Assert.Contains("tut uns leid", await (await bench.SayAsync(path, "1")).PageAsync(HttpStatusCode.OK, "de"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_at_once_are_one_complaint_and_all_are_told_so()
    {
        var path = await bench.AskAsync("busy");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => bench.SayAsync(path, $"{1 + (i % 2)}", $"words {i / 2}")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.True(await bench.IsOpenAsync("busy"));
        Assert.Single(await bench.ListedAsync(), member => member == "busy");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_change_nothing(string method)
    {
        var path = await bench.AskAsync("method");

        using var answer = await bench.Stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        await PortalBench.ProblemAsync(answer, 405);
        Assert.Empty(await bench.RowsAsync("method", "feedback:"));
    }

    private async Task PostAsync(string path, int seed)
    {
        var spoilt = Mutation.Spoil(new Random(seed), "mark=2&comment=It+was%0D%0Acold+%F0%9F%98%80+%3Cb%3E+%ED%A0%80%00&x=1");
        using var content = new ByteArrayContent(spoilt);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        var before = (await bench.Store.ReadAsync(Tables.Members, "spoilt", "member", Cancellation))!.ETag;

        using var answer = await bench.Stranger.PostAsync(path, content, Cancellation);

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(before, (await bench.Store.ReadAsync(Tables.Members, "spoilt", "member", Cancellation))!.ETag);
        }
    }
}
