using System.Net;
using System.Text;

namespace Loyalty.Functions.Tests.Portal;

public sealed class PostPurchasesTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private const string Data = """
        {"id":"p-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-22T10:15:30+02:00","amount":1250,"currency":"EUR"}
        """;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=\"UTF-8\"")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/x-ndjson; charset=utf-8")]
    public async Task An_event_is_taken(string mediaType)
    {
        var before = bench.Sender.Sent;

        using var answer = await bench.PostAsync(Data, mediaType);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(1, (await PortalBench.JsonAsync(answer)).GetProperty("accepted").GetInt32());
        Assert.Equal(before + 1, bench.Sender.Sent);
    }

    [Fact]
    public async Task One_event_is_answered_as_the_contract_says()
    {
        using var answer = await bench.PostAsync(Data);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"accepted":1}""", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_CloudEvent_is_taken_in_structured_mode()
    {
        using var answer = await bench.PostAsync(
            """{"specversion":"1.0","type":"loyalty.purchase.v1","source":"/till/7","id":"ce-1","data":""" + Data + "}",
            "application/cloudevents+json; charset=utf-8");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_CloudEvent_is_taken_in_binary_mode_and_gives_its_id_where_the_data_has_none()
    {
        using var answer = await PostBinaryAsync(Data.Replace("p-1", "binary-data", StringComparison.Ordinal), "1.0");
        using var without = await PostBinaryAsync(
            Data.Replace("\"id\":\"p-1\",", "", StringComparison.Ordinal).Replace("m-1", "m-binary", StringComparison.Ordinal), "1.0");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (answer.StatusCode, without.StatusCode));
        Assert.True(await bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.NotNull(await bench.Store.ReadAsync("members", "m-binary", "event:ce-binary", Cancellation));
    }

    [Fact]
    public async Task A_wrong_CloudEvent_is_refused_in_both_modes()
    {
        using var structured = await bench.PostAsync(
            """{"specversion":"0.3","type":"shop.sale","source":"/till/7","id":"ce-1","data":{"id":7}}""", "application/cloudevents+json");
        using var binary = await PostBinaryAsync(Data, "0.3");

        Assert.Equal(
            ["/specversion", "/type", "/data/id", "/data/type", "/data/member"], (await PortalBench.PointersAsync(structured)).Take(5));
        Assert.Equal([""], await PortalBench.PointersAsync(binary));
    }

    [Fact]
    public async Task Lines_stand_each_alone_and_blank_ones_are_skipped()
    {
        var before = bench.Sender.Sent;
        var body = $"{Data}\r\n\n   \n{{\"id\":\"bad\"}}\n{Data.Replace("p-1", "p-2", StringComparison.Ordinal)}\nnonsense\n\n";

        using var answer = await bench.PostAsync(body, "application/x-ndjson");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var result = await PortalBench.JsonAsync(answer);
        Assert.Equal(2, result.GetProperty("accepted").GetInt32());
        var rejected = result.GetProperty("rejected").EnumerateArray().ToList();
        Assert.Equal([4, 6], rejected.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal(["/type", "/member", "/store"], PortalBench.Pointers(rejected[0]).Take(3));
        Assert.Equal([""], PortalBench.Pointers(rejected[1]));
        Assert.Equal(before + 2, bench.Sender.Sent);
    }

    [Theory]
    [InlineData("nonsense\n{}\n")]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task Lines_of_which_none_is_good_are_400(string body)
    {
        using var answer = await bench.PostAsync(body, "application/x-ndjson");

        var problem = await PortalBench.ProblemAsync(answer, 400);
        Assert.Equal(body.StartsWith('n') ? 2 : 0, problem.GetProperty("rejected").GetArrayLength());
        Assert.All(problem.GetProperty("rejected").EnumerateArray(), line => Assert.NotEmpty(PortalBench.Pointers(line)));
    }

    [Fact]
    public async Task A_body_of_nothing_but_errors_is_answered_for_every_line_and_in_few_words()
    {
        var line = $$"""{"lines":[{{string.Join(',', Enumerable.Repeat("{}", 200))}}]}""";

        using var answer = await bench.PostAsync(string.Join('\n', Enumerable.Repeat(line, 1000)), "application/x-ndjson");

        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Cancellation)).Length, 1, 3_000_000);
        var lines = (await PortalBench.ProblemAsync(answer, 400)).GetProperty("rejected").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 1000), lines.Select(rejected => rejected.GetProperty("line").GetInt32()));
        Assert.InRange(PortalBench.Pointers(lines[0]).Count, 200, 2000);
        Assert.Equal(["/id", ""], PortalBench.Pointers(lines[^1]));
    }

    [Fact]
    public async Task All_errors_are_told_at_once()
    {
        using var answer = await bench.PostAsync(
            """{"id":"","type":"purchase","at":"yesterday","amount":1e3,"currency":"USD","lines":[]}""");

        Assert.Equal(["/id", "/member", "/store", "/at", "/amount", "/currency", "/lines"], await PortalBench.PointersAsync(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("""{"id":"p-1","type":"purch""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("""{"id":"p-1","id":"p-2"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"amount":999999999999999999999999999999999999999999999999999999999999999999}""")]
    [InlineData("""{"amount":1e400}""")]
    public async Task What_is_no_event_is_400(string body)
    {
        using var answer = await bench.PostAsync(body);

        Assert.NotEmpty(await PortalBench.PointersAsync(answer));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/cloudevents+json")]
    public async Task What_is_not_UTF8_or_is_nested_too_deep_is_400(string mediaType)
    {
        byte[][] bodies =
        [
            [.. "{\"id\":\""u8, 0xff, 0xfe, .. "\"}"u8],
            Encoding.Unicode.GetBytes(Data),
            [.. "\ufeff"u8, .. Encoding.UTF8.GetBytes(Data)],
            [.. Enumerable.Repeat((byte)'[', 60_000)],
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 33)) + "1" + new string('}', 33)),
        ];
        foreach (var body in bodies)
        {
            using var answer = await bench.PostAsync(body, mediaType);

            await PortalBench.ProblemAsync(answer, 400);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/cloudevents-batch+json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    [InlineData(";;;")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? mediaType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Data));
        if (mediaType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        using var answer = await bench.Till.PostAsync("/api/purchases", content, Cancellation);

        await PortalBench.ProblemAsync(answer, 415);
    }

    [Fact]
    public async Task An_event_too_far_ahead_of_the_clock_is_refused()
    {
        using var last = await bench.PostAsync(Data.Replace("2026-11-22T10:15:30+02:00", "2026-11-23T12:00:00Z", StringComparison.Ordinal));
        using var late = await bench.PostAsync(Data.Replace("2026-11-22T10:15:30+02:00", "2026-11-23T12:00:01Z", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Accepted, last.StatusCode);
        Assert.Equal(["/at"], await PortalBench.PointersAsync(late));
    }

    private async Task<HttpResponseMessage> PostBinaryAsync(string data, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/purchases");
        request.Content = new StringContent(data, Encoding.UTF8, "application/json");
        request.Headers.Add("ce-specversion", version);
        request.Headers.Add("ce-type", "loyalty.purchase.v1");
        request.Headers.Add("ce-source", "/till/7");
        request.Headers.Add("ce-id", "ce-binary");
        return await bench.Till.SendAsync(request, Cancellation);
    }
}
