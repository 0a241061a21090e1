using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Functions.Tests.Receiving;

namespace Loyalty.Functions.Tests.Portal;

public sealed class PostConsentTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private const string Good = """{"channel":"email","granted":true,"at":"2026-11-22T10:15:30+02:00","wording":"I want news by e-mail: «jā»"}""";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fact_is_told_back_with_who_recorded_it_and_kept_in_a_row_of_its_own()
    {
        using var answer = await PostAsync("row", Good);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var expected = JsonDocument.Parse(
            """
            {"member":"row","channel":"email","granted":true,"at":"2026-11-22T08:15:30Z","wording":"I want news by e-mail: «jā»",
            "recordedBy":"till"}
            """);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, await PortalBench.JsonAsync(answer)));
        var row = Assert.Single(await RowsAsync("row"));
        Assert.Equal(
            """
            consent:2026-11-22T08:15:30.000000000Z:b70d3f9ff188b4b321273b6d5435b1b4
              at: "2026-11-22T08:15:30Z"
              byCustomer: False
              channel: "email"
              granted: True
              recordedAt: "2026-11-22T12:00:00Z"
              recordedBy: "till"
              wording: "I want news by e-mail: «jā»"
            """,
            RowText.Of(row));
    }

    [Fact]
    public async Task The_same_fact_again_is_one_fact()
    {
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("again", Good)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("again", Good)).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await PostAsync("again", Good.Replace("10:15:30+02:00", "08:15:30Z", StringComparison.Ordinal))).StatusCode);

        Assert.Single(await RowsAsync("again"));
    }

    [Fact]
    public async Task Twenty_at_once_add_it_once_and_none_fails()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            PostAsync("busy", Good.Replace("jā", (i % 2).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))));

        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Equal(2, (await RowsAsync("busy")).Count);
    }

    [Fact]
    public async Task Facts_count_by_their_instants_and_not_by_when_they_came()
    {
        await bench.PutAsync("order", """{"email":"anna@example.com"}""");
        await PostAsync("order", Fact(false, "2026-11-21T12:00:00Z"));
        Assert.False(await bench.IsReachableAsync("order"));
        await PostAsync("order", Fact(true, "2026-11-20T12:00:00Z"));
        Assert.False(await bench.IsReachableAsync("order"));
        await PostAsync("order", Fact(true, "2026-11-22T12:00:00Z"));
        Assert.True(await bench.IsReachableAsync("order"));
    }

    [Fact]
    public async Task It_may_come_before_all_else_of_a_member_and_takes_nothing_of_what_comes_then()
    {
        await PostAsync("first", Good);
        await bench.PutAsync("first", """{"name":"Anna","email":"anna@example.com"}""");
        await bench.BuyAsync(Some.Purchase("p-1", 300, member: "first"));

        Assert.True(await bench.IsReachableAsync("first"));
        var row = await bench.Store.ReadAsync("members", "first", "member", Cancellation);
        Assert.Equal("2026-11-22T12:00:00Z", row!.Fields.Text("enrolledAt"));
        Assert.Equal(300, (await bench.GetJsonAsync("/api/members/first")).GetProperty("lifetimeSpend").GetInt64());
    }

    [Theory]
    [InlineData("channel", "\"sms\"")]
    [InlineData("channel", "null")]
    [InlineData("channel", "[\"email\"]")]
    [InlineData("granted", "\"yes\"")]
    [InlineData("granted", "1")]
    [InlineData("granted", "null")]
    [InlineData("at", "\"2026-11-22\"")]
    [InlineData("at", "\"2026-11-22T10:15:30\"")]
    [InlineData("at", "\"2026-11-23T12:00:01Z\"")]
    [InlineData("at", "17")]
    [InlineData("wording", "\"\"")]
    [InlineData("wording", "\"two\\nlines\"")]
    [InlineData("wording", "\"\\ud800\"")]
    [InlineData("wording", "null")]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string field, string value)
    {
        var fact = System.Text.Json.Nodes.JsonNode.Parse(Good)!;
        fact.AsObject().Remove(field);

        using var wrong = await PostAsync("wrong", $$"""{"{{field}}":{{value}},{{fact.ToJsonString()[1..]}}""");
        using var absent = await PostAsync("wrong", fact.ToJsonString());

        Assert.Equal([$"/{field}"], await PortalBench.PointersAsync(wrong));
        Assert.Equal([$"/{field}"], await PortalBench.PointersAsync(absent));
        Assert.Equal(HttpStatusCode.NotFound, (await bench.GetAsync("/api/members/wrong")).StatusCode);
    }

    [Fact]
    public async Task All_wrong_fields_are_told_at_once_and_unknown_ones_are_passed_over()
    {
        using var answer = await PostAsync("wrong", """{"by":1}""");

        Assert.Equal(["/channel", "/granted", "/at", "/wording"], await PortalBench.PointersAsync(answer));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("unknown", Good.Replace("{", """{"recordedBy":"me",""", StringComparison.Ordinal))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"granted":true,"granted":false}""")]
    public async Task What_is_no_fact_is_400(string body)
    {
        using var answer = await PostAsync("wrong", body);

        Assert.NotEmpty(await PortalBench.PointersAsync(answer));
    }

    [Fact]
    public async Task A_wording_may_have_a_thousand_characters()
    {
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("long", Wording(1000))).StatusCode);
        Assert.Equal(["/wording"], await PortalBench.PointersAsync(await PostAsync("long", Wording(1001))));
        await PortalBench.ProblemAsync(await PostAsync("long", Wording(64 * 1024)), 413);

        static string Wording(int length) => Good.Replace("I want news by e-mail: «jā»", new string('é', length), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_member_is_400() => Assert.Equal(["/member"], await PortalBench.PointersAsync(await PostAsync("a%20b", Good)));

    [Fact]
    public async Task A_fact_of_a_day_ahead_is_taken() =>
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("ahead", Fact(true, "2026-11-23T12:00:00Z"))).StatusCode);

    private static string Fact(bool granted, string at) =>
        $$"""{"channel":"email","granted":{{(granted ? "true" : "false")}},"at":"{{at}}","wording":"News"}""";

    private Task<HttpResponseMessage> PostAsync(string member, string body) => bench.Till.PostAsync(
        $"/api/members/{member}/consent", new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

    private Task<IReadOnlyList<Storage.Row>> RowsAsync(string member) => bench.RowsAsync(member, "consent:");
}
