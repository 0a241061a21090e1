using System.Net;
using System.Text.Json;
using Loyalty.Functions.Tests.Receiving;

namespace Loyalty.Functions.Tests.Portal;

public sealed class PutMemberTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private const string Full = """
        {"name":"Anna Bērziņa","email":"anna@example.com","phone":"+371 2000 0000","card":"C-1","locale":"lv-LV","zone":"Europe/Riga",
        "birthday":"1990-02-28"}
        """;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_is_kept_and_told_back()
    {
        await AssertProfileAsync("kept", Full, Full);
        await AssertProfileAsync("kept", "{}", Full);
    }

    [Fact]
    public async Task What_is_absent_stays_and_null_clears()
    {
        await AssertProfileAsync("changed", Full, Full);
        await AssertProfileAsync(
            "changed",
            """{"email":null,"birthday":"--02-29","unknown":1}""",
            Full.Replace("\"anna@example.com\"", "null", StringComparison.Ordinal)
                .Replace("1990-02-28", "--02-29", StringComparison.Ordinal));
        await AssertProfileAsync(
            "changed",
            """{"name":null,"phone":null,"card":null,"locale":null,"zone":null,"birthday":null}""",
            """{"name":null,"email":null,"phone":null,"card":null,"locale":null,"zone":null,"birthday":null}""");
    }

    [Theory]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\"a\\nb\"")]
    [InlineData("name", "17")]
    [InlineData("name", "\"\\ud800\"")]
    [InlineData("email", "\"anna\"")]
    [InlineData("email", "\"Anna <anna@example.com>\"")]
    [InlineData("email", "\"a@b.c\\r\\nBcc: d@e.f\"")]
    [InlineData("email", "[]")]
    [InlineData("phone", "\"12\"")]
    [InlineData("phone", "\"call me\"")]
    [InlineData("phone", "37120000000")]
    [InlineData("card", "\"C 1\"")]
    [InlineData("locale", "\"Latvian!\"")]
    [InlineData("zone", "\"Europe/Nowhere\"")]
    [InlineData("birthday", "\"02-28\"")]
    [InlineData("birthday", "\"--02-30\"")]
    [InlineData("birthday", "\"1990-02-29\"")]
    [InlineData("birthday", "\"-0001-01-01\"")]
    [InlineData("birthday", "true")]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string field, string value)
    {
        using var answer = await bench.PutAsync("wrong", $$"""{"{{field}}":{{value}}}""");

        Assert.Equal([$"/{field}"], await PortalBench.PointersAsync(answer));
        Assert.Equal(HttpStatusCode.NotFound, (await bench.GetAsync("/api/members/wrong")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"name":"A","name":"B"}""")]
    public async Task What_is_no_profile_is_400(string body)
    {
        using var answer = await bench.PutAsync("wrong", body);

        Assert.NotEmpty(await PortalBench.PointersAsync(answer));
    }

    [Fact]
    public async Task All_wrong_fields_are_told_at_once()
    {
        using var answer = await bench.PutAsync("wrong", """{"birthday":1,"email":2,"name":3,"zone":4}""");

        Assert.Equal(["/birthday", "/email", "/name", "/zone"], (await PortalBench.PointersAsync(answer)).Order());
    }

    [Fact]
    public async Task A_profile_past_64_KiB_is_413()
    {
        using var answer = await bench.PutAsync("wrong", $$"""{"name":"{{new string('x', 64 * 1024)}}"}""");

        await PortalBench.ProblemAsync(answer, 413);
    }

    [Fact]
    public async Task A_profile_and_purchases_of_one_member_at_once_lose_nothing()
    {
        var puts = Enumerable.Range(0, 5).Select(i => bench.PutAsync("busy", $$"""{"name":"Name {{i}}"}"""));
        var buys = Enumerable.Range(0, 5).Select(i => bench.BuyAsync(Some.Purchase($"p-{i}", 100, member: "busy")));

        var answers = Task.WhenAll(puts);
        await Task.WhenAll(buys);

        Assert.All(await answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(500, (await bench.GetJsonAsync("/api/members/busy")).GetProperty("lifetimeSpend").GetInt64());
    }

    [Fact]
    public async Task The_row_of_a_profile_is_as_it_was()
    {
        await AssertProfileAsync("row", Full, Full);

        var row = await bench.Store.ReadAsync("members", "row", "member", Cancellation);

        Assert.Equal(
            """
            member
              asOf: "2026-11-22"
              birthday: "1990-02-28"
              birthdaySince: "2026-11-22T12:00:00Z"
              card: "C-1"
              email: "anna@example.com"
              enrolledAt: "2026-11-22T12:00:00Z"
              history0: 0x0100000000
              known: 1
              lifetimeSpend: 0
              lifetimeVisits: 0
              listed: 0
              locale: "lv-LV"
              name: "Anna Bērziņa"
              outreach0: UTF-8 {"hints":[null,null,null,null,null,"2026-11-22T12:10:00Z"]}
              phone: "+371 2000 0000"
              seenAt: "2026-11-22T12:00:00Z"
              tier: "bronze"
              version: 1
              zone: "Europe/Riga"
            """,
            RowText.Of(row!));
    }

    private async Task AssertProfileAsync(string member, string change, string expected)
    {
        using var answer = await bench.PutAsync(member, change);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var profile = JsonDocument.Parse(expected.Replace("{", $$"""{"member":"{{member}}",""", StringComparison.Ordinal));
        Assert.True(JsonElement.DeepEquals(profile.RootElement, await PortalBench.JsonAsync(answer)));
    }
}
