using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>A marketer publishes, is refused, lists and goes back.</summary>
public sealed class PutProgramTests
{
    private const string Silver = "\"spend\": 10000";
    private const string Cheaper = "\"spend\": 8000";
    private const string Told = "Silver needs 80.00 instead of 100.00 (/tiers/levels/1/spend)";

    [Fact]
    public async Task What_is_published_is_the_next_version_and_says_who_when_why_from_when_and_what()
    {
        await using var bench = await PortalBench.StartAsync();

        var answer = await bench.EditAsync(Silver, Cheaper, "?from=2026-12-01&reason=Autumn%20was%20slow");

        Assert.Equal(("true", "2", "2026-12-01"), (Text(answer, "published"), Text(answer, "number"), Text(answer, "from")));
        Assert.Equal([Told], Marketer.Changes(answer));
        var (program, etag) = await bench.GetProgramAsync();
        Assert.Contains(Cheaper, program, StringComparison.Ordinal);
        Assert.Equal(Text(answer, "etag"), etag);
        var versions = await bench.VersionsAsync();
        Assert.Equal(["2 2026-12-01", "1 2026-11-22"], versions.Select(version => $"{Text(version, "number")} {Text(version, "from")}"));
        Assert.Equal(
            ("2026-11-22T12:00:00Z", "office", "Autumn was slow", "false"),
            (Text(versions[0], "publishedAt"), Text(versions[0], "by"), Text(versions[0], "reason"), Text(versions[0], "inForce")));
        Assert.Equal([Told], Marketer.Changes(versions[0]));
        Assert.Equal(("true", "2026-12-01", ""), (Text(versions[1], "inForce"), Text(versions[1], "until"), Text(versions[1], "reason")));
        Assert.Empty(Marketer.Changes(versions[1]));
    }

    [Fact]
    public async Task Without_the_version_that_it_was_made_from_nothing_is_published()
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, _) = await bench.GetProgramAsync();

        await PortalBench.ProblemAsync(await bench.PutProgramAsync(program.Replace(Silver, Cheaper), null), 428);
        await PortalBench.ProblemAsync(await bench.PutProgramAsync(program.Replace(Silver, Cheaper), "no tag"), 428);

        Assert.Single(await bench.VersionsAsync());
    }

    [Fact]
    public async Task Of_two_marketers_at_once_the_second_is_told_what_changed_meanwhile()
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, etag) = await bench.GetProgramAsync();
        await bench.EditAsync(Silver, Cheaper, "?reason=First");
        await bench.EditAsync("\"visits\": 20", "\"visits\": 25", "?reason=Then");

        using var answer = await bench.PutProgramAsync(program.Replace("A seat", "A chair"), etag);

        var problem = await PortalBench.ProblemAsync(answer, 412);
        Assert.Equal(
            [Told, "Gold needs 25 visits instead of 20 (/tiers/levels/2/visits)"], Marketer.Changes(problem).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["3 Then", "2 First"], problem.GetProperty("published").EnumerateArray().Select(one => $"{Text(one, "number")} {Text(one, "reason")}"));
        using var again = await bench.PutProgramAsync(
            (await bench.GetProgramAsync()).Program.Replace("A seat", "A chair"), answer.Headers.ETag!.ToString());
        Assert.Equal(201, (int)again.StatusCode);
    }

    [Fact]
    public async Task Of_many_marketers_at_the_same_moment_one_publishes()
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, etag) = await bench.GetProgramAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(async i =>
        {
            using var answer = await bench.PutProgramAsync(program.Replace(Silver, $"\"spend\": 800{i}"), etag);
            return (int)answer.StatusCode;
        }));

        Assert.Equal([201, 412, 412, 412, 412, 412, 412, 412], answers.Order());
        Assert.Equal(2, (await bench.VersionsAsync()).Count);
    }

    [Fact]
    public async Task An_ETag_of_another_shop_or_of_none_tells_of_the_newest_version_alone()
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, _) = await bench.GetProgramAsync();

        foreach (var etag in new[] { "\"1-00000000\"", "\"77-00000000\"", "\"x\"", $"W/{(await bench.GetProgramAsync()).ETag}" })
        {
            var problem = await PortalBench.ProblemAsync(await bench.PutProgramAsync(program.Replace(Silver, Cheaper), etag), 412);
            Assert.Empty(Marketer.Changes(problem));
        }
    }

    [Fact]
    public async Task What_is_written_otherwise_and_says_the_same_is_not_published()
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, etag) = await bench.GetProgramAsync();

        using var answer = await bench.PutProgramAsync(JsonNode.Parse(program)!.ToJsonString(), etag);

        Assert.Equal(200, (int)answer.StatusCode);
        var body = await PortalBench.JsonAsync(answer);
        Assert.Equal(("false", "1"), (Text(body, "published"), Text(body, "number")));
        Assert.Contains("says the same", Text(body, "detail"), StringComparison.Ordinal);
        Assert.Single(await bench.VersionsAsync());
    }

    [Fact]
    public async Task What_comes_later_can_be_brought_forward()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.EditAsync(Silver, Cheaper, "?from=2027-01-01");
        var (program, etag) = await bench.GetProgramAsync();

        using var later = await bench.PutProgramAsync(program, etag, "?from=2027-02-01");
        using var today = await bench.PutProgramAsync(program, etag);

        Assert.Equal((200, 201), ((int)later.StatusCode, (int)today.StatusCode));
        Assert.Equal("2026-11-22", Text(await PortalBench.JsonAsync(today), "from"));
    }

    [Theory]
    [InlineData("?from=2026-11-21", "/from")]
    [InlineData("?from=soon", "/from")]
    [InlineData("?reason=two%0Alines", "/reason")]
    public async Task A_date_that_is_over_or_none_and_a_reason_of_many_lines_are_refused(string query, string pointer)
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, etag) = await bench.GetProgramAsync();

        using var answer = await bench.PutProgramAsync(program.Replace(Silver, Cheaper), etag, query);

        Assert.Equal([pointer], await PortalBench.PointersAsync(answer));
        Assert.Single(await bench.VersionsAsync());
    }

    [Theory]
    [InlineData("\"Etc/UTC\"", "\"Europe/Riga\"", "/zone")]
    [InlineData("\"zone\"", "\"weekStart\": \"sunday\", \"zone\"", "/weekStart")]
    [InlineData("\"currency\": \"EUR\"", "\"currency\": \"USD\"", "/currency")]
    public async Task What_may_not_change_is_told_apart_from_what_is_wrong(string was, string now, string pointer)
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, etag) = await bench.GetProgramAsync();

        var problem = await PortalBench.ProblemAsync(await bench.PutProgramAsync(program.Replace(was, now), etag), 422);
        Assert.Equal([pointer], PortalBench.Pointers(problem));
        Assert.Equal(
            ["/tiers/levels/1/spend"], await PortalBench.PointersAsync(await bench.PutProgramAsync(program.Replace(was, now).Replace(Silver, "\"spend\": 0"), etag)));
        Assert.Single(await bench.VersionsAsync());
    }

    [Fact]
    public async Task To_go_back_is_to_publish_an_old_one_again()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.EditAsync(Silver, Cheaper);
        var (old, first) = await bench.GetProgramAsync(version: 1);

        using var answer = await bench.PutProgramAsync(old, (await bench.GetProgramAsync()).ETag, "?reason=Back");

        Assert.Equal(201, (int)answer.StatusCode);
        var (program, third) = await bench.GetProgramAsync();
        Assert.Equal(old, program);
        Assert.NotEqual(first, third);
        Assert.Equal(
            ["Silver needs 100.00 instead of 80.00 (/tiers/levels/1/spend)"], Marketer.Changes((await bench.VersionsAsync())[0]));
    }

    [Fact]
    public async Task Of_two_of_one_date_the_later_counts_and_one_of_an_earlier_date_does_until_then()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.EditAsync(Silver, Cheaper, "?from=2026-12-10");
        await bench.EditAsync(Cheaper, "\"spend\": 7000", "?from=2026-12-05");
        await bench.EditAsync("\"spend\": 7000", "\"spend\": 6000", "?from=2026-12-05");
        await bench.BuyAsync(Some.Purchase("p-1", 5_000));

        Assert.Equal(
            ["4 2026-12-10 False", "3 2026-12-05 False", "2  False", "1 2026-12-05 True"],
            (await bench.VersionsAsync()).Select(one => $"{Text(one, "number")} {Text(one, "until")} {one.GetProperty("inForce").GetBoolean()}"));
        Assert.Equal(5_000, await NeededAsync());
        await bench.MoveToAsync("2026-12-05");
        Assert.Equal(1_000, await NeededAsync());
        await bench.MoveToAsync("2026-12-10");
        Assert.Equal(3_000, await NeededAsync());

        async Task<int> NeededAsync() =>
            (await bench.GetJsonAsync("/api/members/m-1")).GetProperty("next").GetProperty("spendNeeded").GetInt32();
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        await using var bench = await PortalBench.StartAsync();
        for (var i = 1; i <= 4; i++)
        {
            await bench.EditAsync(i == 1 ? Silver : $"\"spend\": 800{i - 1}", $"\"spend\": 800{i}");
        }

        var numbers = new List<string>();
        for (string? after = ""; after is not null;)
        {
            using var answer = await bench.Staff.GetAsync($"/api/program/versions?take=2{after}", CancellationToken.None);
            var page = await PortalBench.JsonAsync(answer);
            numbers.Add(string.Join(' ', page.GetProperty("versions").EnumerateArray().Select(one => $"{Text(one, "number")}:{Marketer.Changes(one).Count()}")));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
        }

        Assert.Equal(["5:1 4:1", "3:1 2:1", "1:0"], numbers);
        Assert.Equal(["/after", "/take"], await PortalBench.PointersAsync(await bench.Staff.GetAsync("/api/program/versions?after=x&take=0", CancellationToken.None)));
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_not_found()
    {
        await using var bench = await PortalBench.StartAsync();

        await PortalBench.ProblemAsync(await bench.Staff.GetAsync("/api/program?version=2", CancellationToken.None), 404);
        await PortalBench.ProblemAsync(await bench.Staff.GetAsync("/api/program?version=one", CancellationToken.None), 400);
    }

    [Fact]
    public async Task A_program_over_the_limit_is_refused_unread()
    {
        await using var bench = await PortalBench.StartAsync();
        var (program, etag) = await bench.GetProgramAsync();

        await PortalBench.ProblemAsync(await bench.PutProgramAsync(program + new string(' ', 1024 * 1024), etag), 413);
    }

    [Fact]
    public async Task What_publishing_stores_is_as_it_was()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.EditAsync(Silver, Cheaper, "?reason=Why");

        var row = await bench.Store.ReadAsync(Tables.Programs, "program", "0000000002", CancellationToken.None);

        Assert.Equal(["by", "document0", "from", "publishedAt", "reason"], row!.Fields.Select(field => field.Key).Order());
        Assert.Equal(
            ("2026-11-22", "2026-11-22T12:00:00Z", "office", "Why"),
            (row.Fields.Text("from"), row.Fields.Text("publishedAt"), row.Fields.Text("by"), row.Fields.Text("reason")));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: not JsonValueKind.String } other
        ? other.ToString().ToLowerInvariant()
        : element.GetProperty(name).GetString()!;
}
