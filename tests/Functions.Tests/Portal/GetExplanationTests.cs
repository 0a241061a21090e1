using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

public sealed class GetExplanationTests
{
    [Fact]
    public async Task It_says_what_a_tier_rests_on_and_what_the_next_one_misses()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 9_000, "2026-03-01T10:00:00Z"), Some.Purchase("p-2", 3_000, "2026-11-20T10:00:00Z"));

        var explained = await ExplainAsync(bench);

        var tier = explained.GetProperty("tier");
        Assert.Equal(
            """
            {"reachedOn":"2026-11-20","level":"silver","threshold":{"spend":10000,"visits":null,"require":"any"},"version":1,
            "window":{"kind":"rolling","months":12},"windowFrom":"2025-11-21","spend":12000,"visits":2}
            """.ReplaceLineEndings(""),
            tier.GetProperty("restsOn").GetRawText());
        Assert.Equal(("2026-11-20", "2027-11-20"), (tier.GetProperty("since").GetString(), tier.GetProperty("until").GetString()));
        Assert.Equal(
            """
            {"level":"gold","threshold":{"spend":50000,"visits":20,"require":"any"},"spend":12000,"visits":2,"spendNeeded":38000,"visitsNeeded":18}
            """.ReplaceLineEndings(""),
            explained.GetProperty("next").GetRawText());
    }

    [Fact]
    public async Task Its_numbers_are_those_that_the_member_is_told()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 10_000, "2026-11-08T10:00:00Z"), Some.Coffees(7, "p-2"));

        var explained = await ExplainAsync(bench);
        var member = await bench.GetJsonAsync("/api/members/m-1");

        foreach (var field in explained.GetProperty("standing").EnumerateObject())
        {
            Assert.Equal(member.GetProperty(field.Name).GetRawText(), field.Value.GetRawText());
        }

        Assert.Equal(member.GetProperty("stamps").GetRawText(), explained.GetProperty("stamps").GetRawText());
        Assert.Equal(
            ["met", "missed", "met"],
            explained.GetProperty("streaks").GetProperty("weekly").GetProperty("periods").EnumerateArray()
                .Select(period => period.GetProperty("status").GetString()));
        Assert.Equal(
            [
                """{"key":"stamp:coffee","entitled":2,"issued":2,"withheld":0,"owed":0,"setOff":0,"earnedOn":[{"date":"2026-11-22","count":2}],"open":2}""",
                """{"key":"tier:silver","entitled":1,"issued":1,"withheld":0,"owed":0,"setOff":0,"earnedOn":[{"date":"2026-11-08","count":1}],"open":1}""",
            ],
            explained.GetProperty("rewards").EnumerateArray().Select(reward => reward.GetRawText()));
    }

    [Fact]
    public async Task It_says_what_was_sent_and_what_keeps_messages_away()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.SaidAsync("m-1", 1, "Cold");

        var messages = (await ExplainAsync(bench)).GetProperty("messages");

        Assert.True(messages.GetProperty("hasAddress").GetBoolean());
        Assert.False(messages.GetProperty("consent").GetProperty("granted").GetBoolean());
        Assert.Equal(1, messages.GetProperty("openComplaints").GetInt32());
        var sent = Assert.Single(messages.GetProperty("decided").EnumerateArray());
        Assert.Equal(("thankYou", "sent"), (sent.GetProperty("kind").GetString(), sent.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task It_costs_one_point_read_and_two_ranges()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase());
        bench.Store.Forget();

        await ExplainAsync(bench);

        Assert.Equal(["member"], bench.Store.Reads);
        Assert.Equal(2, bench.Store.Ranges);
        Assert.Empty(bench.Store.Commits);
    }

    [Fact]
    public async Task Nobody_is_explained_who_was_never_seen()
    {
        await using var bench = await PortalBench.StartAsync();

        await PortalBench.ProblemAsync(await bench.Staff.GetAsync("/api/members/nobody/explain", CancellationToken.None), 404);
    }

    private static async Task<JsonElement> ExplainAsync(PortalBench bench)
    {
        using var answer = await bench.Staff.GetAsync("/api/members/m-1/explain", CancellationToken.None);
        Assert.Equal(200, (int)answer.StatusCode);
        return await PortalBench.JsonAsync(answer);
    }
}
