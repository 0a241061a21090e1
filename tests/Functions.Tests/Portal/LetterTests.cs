using System.Text;
using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

public sealed class LetterTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await PortalBench.StartAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PortalProgram.Document.Span).Replace(
            "\"currency\"",
            """
            "messages": { "from": "hello@example.com", "welcome": {}, "rewardExpiring": { "daysBefore": 7 }, "thankYou": { "after": { "hours": 2 },
              "when": { "firstPurchase": true }, "askFeedback": true }, "winBack": { "steps": [ { "afterDays": 45, "reward": "fiver" } ] } }, "currency"
            """,
            StringComparison.Ordinal)));
        using var put = await bench.PutAsync("m-1", """{"name":"<b>Ann</b>","email":"ann@example.com","locale":"de"}""");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Every_kind_is_written_for_a_member_who_has_next_to_nothing_and_nothing_is_written_down()
    {
        using var stranger = await bench.PutAsync("m-2", "{}");
        bench.Store.Forget();

        foreach (var member in new[] { "m-1", "m-2" })
        {
            foreach (var kind in Enum.GetNames<Domain.Outreach.MessageKind>())
            {
                var letter = await LetterAsync(char.ToLowerInvariant(kind[0]) + kind[1..], member);
                Assert.All(new[] { "subject", "text", "html" }, part => Assert.NotEqual("", letter.GetProperty(part).GetString()));
                Assert.DoesNotContain("<b>Ann", letter.GetProperty("html").GetString()!, StringComparison.Ordinal);
            }
        }

        Assert.Empty(bench.Store.Commits);
        Assert.Empty(Directory.EnumerateFiles(bench.Mail));
    }

    [Fact]
    public async Task A_reward_that_the_member_has_stands_in_it_and_else_a_sample_that_says_so()
    {
        var before = await LetterAsync("rewardExpiring");
        await bench.BuyAsync(Some.Coffees(3));
        var code = Assert.Single(await bench.CodesAsync());
        var after = await LetterAsync("rewardExpiring");

        Assert.True(before.GetProperty("sample").GetBoolean());
        Assert.Contains("2222-2222-2222", before.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("wouldGo").ValueKind);
        Assert.False(after.GetProperty("sample").GetBoolean());
        Assert.Contains(code, after.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Equal("no consent", after.GetProperty("wouldGo").GetProperty("why").GetString());
        Assert.True((await LetterAsync("winBack")).GetProperty("sample").GetBoolean());
    }

    [Fact]
    public async Task Its_links_lead_nowhere()
    {
        var letter = await LetterAsync("thankYou");

        foreach (var part in new[] { "text", "html" })
        {
            var text = letter.GetProperty(part).GetString()!;
            Assert.Contains("https://preview.invalid/unsubscribe", text, StringComparison.Ordinal);
            Assert.Contains("https://preview.invalid/feedback?mark", text, StringComparison.Ordinal);
            Assert.DoesNotContain(bench.Staff.BaseAddress!.Authority, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("html", "text/html", "sandbox")]
    [InlineData("text", "text/plain", "default-src 'none'")]
    [InlineData("subject", "text/plain", "default-src 'none'")]
    public async Task A_frame_gets_one_part_that_can_do_nothing(string part, string type, string policy)
    {
        using var answer = await bench.Staff.GetAsync($"/console/letter/winBack?member=m-1&part={part}", Cancellation);

        Assert.Equal((200, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(policy, answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("true", answer.Headers.GetValues("X-Sample").Single());
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(
            (await LetterAsync("winBack")).GetProperty(part).GetString(),
            body.Replace("""<base target="_blank">""", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/members/m-1/letters/spam", 400)]
    [InlineData("/api/members/nobody/letters/welcome", 404)]
    [InlineData("/console/letter/welcome?member=m-1&part=body", 400)]
    [InlineData("/console/letter/welcome", 404)]
    public async Task What_cannot_be_shown_is_said(string path, int status) =>
        await PortalBench.ProblemAsync(await bench.Staff.GetAsync(path, Cancellation), status);

    [Fact]
    public async Task A_program_without_messages_has_none_to_show()
    {
        await using var silent = await PortalBench.StartAsync();
        using var put = await silent.PutAsync("m-1", "{}");

        await PortalBench.ProblemAsync(await silent.Staff.GetAsync("/api/members/m-1/letters/welcome", Cancellation), 409);
    }

    private async Task<JsonElement> LetterAsync(string kind, string member = "m-1")
    {
        using var answer = await bench.Staff.GetAsync($"/api/members/{member}/letters/{kind}", Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{kind}: {answer.StatusCode}");
        return await PortalBench.JsonAsync(answer);
    }
}
