using System.Net;
using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>What staff see of complaints, and how they answer them.</summary>
public sealed class ComplaintsTests : IAsyncLifetime
{
    private const string Sorry = """{"text":"We are sorry.\r\nCome again."}""";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Open_ones_are_listed_with_all_that_staff_need_the_oldest_first()
    {
        await bench.SaidAsync("z-first", 1, "Cold");
        await bench.SaidAsync("content", 5, "Warm");
        await bench.MoveToAsync("2026-11-23");
        await bench.SaidAsync("a-second", 2);

        var page = await PortalBench.JsonAsync(await bench.Staff.GetAsync("/api/feedback?status=open", Cancellation));

        AssertJson(
            $$"""
            {"feedback":[
              {"id":"{{Asked.Message("z-first")}}","member":"z-first","kind":"thankYou","status":"open","mark":1,"comment":"Cold",
               "at":"2026-11-22T12:00:00Z","openedAt":"2026-11-22T12:00:00Z","waitedSeconds":86400,"earlier":[]},
              {"id":"{{Asked.Message("a-second")}}","member":"a-second","kind":"thankYou","status":"open","mark":2,"comment":"",
               "at":"2026-11-23T12:00:00Z","openedAt":"2026-11-23T12:00:00Z","waitedSeconds":0,"earlier":[]}],
             "next":null}
            """,
            page);
        Assert.Equal(["z-first", "a-second"], await bench.ListedAsync(""));
    }

    [Fact]
    public async Task A_complaint_keeps_its_place_when_the_customer_writes_again_before_an_answer()
    {
        var path = await bench.SaidAsync("first", 1, "Cold");
        await bench.MoveToAsync("2026-11-23");
        await bench.SaidAsync("second", 1);

        await bench.SayAsync(path, "2", "Cold and late");

        Assert.Equal(["first", "second"], await bench.ListedAsync());
    }

    [Fact]
    public async Task Pages_lead_through_all_of_them_also_where_rows_lead_to_nothing()
    {
        for (var i = 0; i < 7; i++)
        {
            await bench.SaidAsync($"m-{i}", 1);
        }

        await bench.SayAsync(bench.LinkOf("m-3"), "5");
        await OrphanAsync("m-3", "2026-11-22T12:00:00.000000000Z");
        await OrphanAsync("never", "2026-11-22T12:00:00.000000000Z");
        await OrphanAsync("m-4", "2026-11-22T11:00:00.000000000Z");
        var seen = new List<string>();
        var sizes = new List<int>();
        for (var next = ""; next is not null;)
        {
            var page = await PortalBench.JsonAsync(await bench.Staff.GetAsync($"/api/feedback?take=4&after={next}", Cancellation));
            var members = page.GetProperty("feedback").EnumerateArray().Select(item => item.GetProperty("member").GetString()!).ToList();
            seen.AddRange(members);
            sizes.Add(members.Count);
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["m-0", "m-1", "m-2", "m-4", "m-5", "m-6"], seen.Order());
        Assert.Equal([4, 2], sizes);

        Task OrphanAsync(string member, string openedAt) => bench.Store.CommitAsync(
            "complaints",
            "open",
            [new Storage.Write.Insert($"{openedAt}:{Asked.Message(member)}", new Storage.Fields { { "member", member } })],
            Cancellation);
    }

    [Fact]
    public async Task The_list_goes_through_no_members()
    {
        await bench.SaidAsync("one", 1);
        await bench.SaidAsync("two", 1);
        bench.Store.Forget();

        await bench.ListedAsync();

        // One range, and a point read for each complaint.
        Assert.Equal((1, 2, 3), (bench.Store.Ranges, bench.Store.Reads.Count, bench.Store.Calls));
    }

    [Theory]
    [InlineData("status=all", "/status")]
    [InlineData("status=Open", "/status")]
    [InlineData("take=0", "/take")]
    [InlineData("take=201", "/take")]
    [InlineData("take=-1", "/take")]
    [InlineData("take=x", "/take")]
    [InlineData("after=x", "/after")]
    [InlineData("after=../../../../../../../../../../../../../../..", "/after")]
    [InlineData("status=1&take=1e2&after=%00", "/status /after /take")]
    public async Task What_cannot_be_listed_is_400(string query, string pointers) => Assert.Equal(
        pointers.Split(' '),
        await PortalBench.PointersAsync(await bench.Staff.GetAsync($"/api/feedback?{query}", Cancellation)));

    [Fact]
    public async Task An_answer_closes_a_complaint_and_keeps_who_answered_when_and_after_how_long()
    {
        await bench.SaidAsync("answered", 1, "Cold");
        await bench.MoveToAsync("2026-11-24");

        using var answer = await bench.AnswerAsync("answered", Sorry);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AssertJson(
            $$"""
            {"id":"{{Asked.Message("answered")}}","member":"answered","kind":"thankYou","status":"answered","mark":1,"comment":"Cold",
             "at":"2026-11-22T12:00:00Z","openedAt":"2026-11-22T12:00:00Z","waitedSeconds":172800,
             "answer":{"text":"We are sorry.\nCome again.","by":"office","at":"2026-11-24T12:00:00Z","reward":null,"code":null},
             "earlier":[],"mailed":false,"waits":"The program in force does not say whom messages come from."}
            """,
            await PortalBench.JsonAsync(answer));
        Assert.False(await bench.IsOpenAsync("answered"));
        Assert.Empty(await bench.ListedAsync());
        Assert.Equal(["answered"], await bench.ListedAsync("status=answered"));
        Assert.Equal(["answered"], await bench.RowsAboutAsync("answered"));
        var row = Assert.Single(await bench.RowsAsync("answered", "feedback:"));
        Assert.Equal(
            ("Answered", "We are sorry.\nCome again.", "office", "2026-11-24T12:00:00Z", 172_800),
            (row.Fields.Text("status"), row.Fields.Text("answer"), row.Fields.Text("answeredBy"), row.Fields.Text("answeredAt"), row.Fields.Number("answeredAfterSeconds")));
    }

    [Fact]
    public async Task The_last_answered_comes_first()
    {
        foreach (var (member, date) in new[] { ("one", "2026-11-23"), ("two", "2026-11-24") })
        {
            await bench.SaidAsync(member, 1);
            await bench.MoveToAsync(date);
            await bench.AnswerAsync(member, Sorry);
        }

        Assert.Equal(["two", "one"], await bench.ListedAsync("status=answered"));
        Assert.Equal(["two"], await bench.ListedAsync("status=answered&take=1"));
    }

    [Fact]
    public async Task A_reward_is_given_with_the_answer_and_the_same_answer_again_gives_no_other()
    {
        await bench.SaidAsync("given", 2);
        const string Body = """{"text":"Sorry","reward":"freeCoffee"}""";

        var first = await PortalBench.JsonAsync(await bench.AnswerAsync("given", Body));
        var again = await PortalBench.JsonAsync(await bench.AnswerAsync("given", Body));

        AssertJson(first.GetRawText(), again);
        var reward = Assert.Single((await bench.GetJsonAsync("/api/members/given/rewards")).EnumerateArray());
        Assert.Equal(first.GetProperty("answer").GetProperty("code").GetString(), reward.GetProperty("code").GetString());
        Assert.Equal(("freeCoffee", "open"), (reward.GetProperty("reward").GetString(), reward.GetProperty("status").GetString()));
        Assert.Equal("An answer to feedback on 2026-11-22", reward.GetProperty("because").GetString());
        await bench.BuyAsync(Some.Purchase("p-1", 300, member: "given"));
        Assert.Single((await bench.GetJsonAsync("/api/members/given/rewards")).EnumerateArray());
    }

    [Fact]
    public async Task Ten_answers_at_once_give_one_reward()
    {
        await bench.SaidAsync("race", 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            bench.AnswerAsync("race", $$"""{"text":"Sorry {{i % 2}}","reward":"freeCoffee"}""")));

        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await bench.RowsAsync("race", "reward:"));
        Assert.Equal(1, (await bench.OutreachAsync("race")).GetProperty("answers").GetArrayLength());
        Assert.Single(await bench.ListedAsync("status=answered"));
    }

    [Theory]
    [InlineData("""{"text":"Other words"}""")]
    [InlineData("""{"text":"We are sorry.\nCome again.","reward":"freeCoffee"}""")]
    public async Task Another_answer_to_one_that_is_answered_is_refused(string other)
    {
        await bench.SaidAsync("other", 1);
        await bench.AnswerAsync("other", Sorry);

        var problem = await PortalBench.ProblemAsync(await bench.AnswerAsync("other", other), 409);

        Assert.Equal("answered", problem.GetProperty("reason").GetString());
        Assert.Empty(await bench.RowsAsync("other", "reward:"));
    }

    [Fact]
    public async Task A_bad_mark_after_an_answer_opens_the_complaint_again_and_only_other_words_close_it()
    {
        var path = await bench.SaidAsync("again", 1, "Cold");
        await bench.AnswerAsync("again", Sorry);
        await bench.SayAsync(path, "2", "Still cold");

        var item = Assert.Single((await PortalBench.JsonAsync(await bench.Staff.GetAsync("/api/feedback", Cancellation)))
            .GetProperty("feedback").EnumerateArray());
        Assert.Equal("Still cold", item.GetProperty("comment").GetString());
        var earlier = Assert.Single(item.GetProperty("earlier").EnumerateArray());
        Assert.Equal("We are sorry.\nCome again.", earlier.GetProperty("answer").GetProperty("text").GetString());

        var problem = await PortalBench.ProblemAsync(await bench.AnswerAsync("again", Sorry), 409);
        Assert.Equal("sameAsBefore", problem.GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.OK, (await bench.AnswerAsync("again", """{"text":"Very sorry"}""")).StatusCode);
        Assert.False(await bench.IsOpenAsync("again"));
        Assert.Equal(2, (await bench.ListedAsync("status=answered")).Count);
        Assert.Empty(await bench.ListedAsync());
    }

    [Fact]
    public async Task What_is_no_complaint_or_was_taken_back_is_not_answered()
    {
        await bench.SaidAsync("content", 3);
        await bench.SayAsync(await bench.SaidAsync("back", 1), "4");

        Assert.Equal("noComplaint", await ReasonAsync("content"));
        Assert.Equal("withdrawn", await ReasonAsync("back"));

        async Task<string?> ReasonAsync(string member) =>
            (await PortalBench.ProblemAsync(await bench.AnswerAsync(member, Sorry), 409)).GetProperty("reason").GetString();
    }

    [Fact]
    public async Task Who_has_not_said_anything_is_404()
    {
        await bench.AskAsync("silent");

        await PortalBench.ProblemAsync(await bench.AnswerAsync("silent", Sorry), 404);
        await PortalBench.ProblemAsync(await bench.AnswerAsync("nobody", Sorry), 404);
        foreach (var id in new[] { "x", "%2e%2e", new string('0', 400) })
        {
            using var content = new StringContent(Sorry);
            await PortalBench.ProblemAsync(await bench.Staff.PostAsync($"/api/feedback/{id}/answer", content, Cancellation), 404);
        }
    }

    [Theory]
    [InlineData("""{"text":""}""", "/text")]
    [InlineData("""{"text":" \n "}""", "/text")]
    [InlineData("""{"text":"a\u0000b"}""", "/text")]
    [InlineData("""{"text":"\ud800"}""", "/text")]
    [InlineData("""{"text":7,"reward":7}""", "/text /reward")]
    [InlineData("""{"reward":"../x"}""", "/text /reward")]
    [InlineData("""{"text":"Sorry","reward":"gone"}""", "/reward")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    public async Task A_wrong_answer_is_named_and_nothing_is_stored(string body, string pointers)
    {
        await bench.SaidAsync("wrong", 1);

        Assert.Equal(pointers.Split(' '), await PortalBench.PointersAsync(await bench.AnswerAsync("wrong", body)));

        Assert.True(await bench.IsOpenAsync("wrong"));
    }

    [Fact]
    public async Task An_answer_may_have_4_000_characters()
    {
        await bench.SaidAsync("long", 1);

        Assert.Equal(["/text"], await PortalBench.PointersAsync(await bench.AnswerAsync("long", Body(4_001))));
        await PortalBench.ProblemAsync(await bench.AnswerAsync("long", Body(64 * 1024)), 413);
        Assert.Equal(HttpStatusCode.OK, (await bench.AnswerAsync("long", Body(4_000))).StatusCode);

        static string Body(int length) => $$"""{"text":"{{string.Concat(Enumerable.Repeat("🙏", length))}}"}""";
    }

    [Fact]
    public async Task The_longest_of_everything_again_and_again_fits_the_row()
    {
        var path = await bench.AskAsync("fullest");
        for (var i = 0; i < 12; i++)
        {
            var words = string.Concat(Enumerable.Repeat("👍", 1_990)) + i;
            Assert.Equal(HttpStatusCode.OK, (await bench.SayAsync(path, "1", words)).StatusCode);
            var body = $$"""{"text":"{{string.Concat(Enumerable.Repeat("🙏", 3_990))}} {{i}}"}""";
            Assert.Equal(HttpStatusCode.OK, (await bench.AnswerAsync("fullest", body)).StatusCode);
        }

        Assert.Equal(10, (await bench.ListedAsync("status=answered")).Count);
    }

    private static void AssertJson(string expected, JsonElement actual)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual), actual.GetRawText());
    }
}
