using System.Net;
using System.Text;

namespace Loyalty.Functions.Tests.Portal;

public sealed class BodyLimitsTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private const int EventBytes = 64 * 1024;
    private const int BodyBytes = 8 * 1024 * 1024;
    private const int Lines = 10_000;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_may_have_64_KiB()
    {
        await AssertAsync(HttpStatusCode.Accepted, Event(EventBytes), "application/json");
        await AssertAsync(HttpStatusCode.RequestEntityTooLarge, Event(EventBytes + 1), "application/json");
        await AssertAsync(HttpStatusCode.RequestEntityTooLarge, Event(EventBytes + 1), "application/cloudevents+json");
    }

    [Fact]
    public async Task A_body_may_have_8_MiB()
    {
        var body = string.Concat(Enumerable.Repeat(Event(EventBytes - 1) + "\n", BodyBytes / EventBytes));

        await AssertAsync(HttpStatusCode.Accepted, body, "application/x-ndjson");
        await AssertAsync(HttpStatusCode.RequestEntityTooLarge, body + "\n", "application/x-ndjson");
    }

    [Fact]
    public async Task A_body_may_have_10_000_lines()
    {
        var body = Event(200) + new string('\n', Lines - 1);

        await AssertAsync(HttpStatusCode.Accepted, body + "\n", "application/x-ndjson");
        await AssertAsync(HttpStatusCode.RequestEntityTooLarge, body + "\n\n", "application/x-ndjson");
    }

    [Fact]
    public async Task A_line_past_64_KiB_is_refused_alone()
    {
        using var answer = await bench.PostAsync(Event(EventBytes + 1) + "\n" + Event(200), "application/x-ndjson");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(1, (await PortalBench.JsonAsync(answer)).GetProperty("rejected").GetArrayLength());
    }

    // With a length, and in chunks without one.
    private async Task AssertAsync(HttpStatusCode expected, string body, string mediaType)
    {
        var before = bench.Sender.Sent;
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/purchases");
            request.Headers.TransferEncodingChunked = chunked;
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
            using var answer = await bench.Till.SendAsync(request, Cancellation);

            Assert.Equal(expected, answer.StatusCode);
            if (expected != HttpStatusCode.Accepted)
            {
                await PortalBench.ProblemAsync(answer, (int)expected);
                Assert.Equal(before, bench.Sender.Sent);
            }
        }
    }

    private static string Event(int bytes)
    {
        const string Start = """
            {"id":"p-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-22T10:15:30Z","amount":1,"currency":"EUR","note":"x
            """;
        return Start + new string('x', bytes - Start.Length - 2) + "\"}";
    }
}
