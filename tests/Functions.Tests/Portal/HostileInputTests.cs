using FsCheck.Fluent;

namespace Loyalty.Functions.Tests.Portal;

public sealed class HostileInputTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly string[] MediaTypes =
        ["application/json", "application/json", "application/x-ndjson", "application/cloudevents+json", "text/plain"];

    private static readonly string[] Events =
    [
        """
        {"id":"p-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-22T10:15:30+02:00","amount":1250,"currency":"EUR",
        "discount":150,
        "lines":[{"category":"coffee","quantity":2,"amount":700,"sku":"C-12"},{"category":"bakery","quantity":1,"amount":550}]}
        """,
        """
        {"id":"r-1","type":"refund","purchase":"p-1","member":"m-1","store":"riga-1","at":"2026-11-22T09:00:00+02:00","amount":500,
        "currency":"EUR","cashier":"7"}
        """,
        """
        {"specversion":"1.0","type":"loyalty.void.v1","source":"/till/7","id":"v-1",
        "data":{"type":"void","purchase":"p-1","member":"m-1","store":"riga-1","at":"2026-11-22T09:05:00+02:00"}}
        """,
    ];

    [Fact]
    public async Task Nothing_that_is_posted_fails_and_nothing_is_stored_that_was_not_accepted()
    {
        Property.Holds(600, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => PostAsync(seed).GetAwaiter().GetResult());

        // What was accepted is good: it counts, or has the id of another event.
        Assert.True(await bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.All(bench.Queue.ReadDeadLetters(), letter => Assert.Equal("IdReused", letter.Reason));
    }

    [Fact]
    public void No_profile_fails_and_a_refused_one_changes_nothing() =>
        Property.Holds(200, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => PutAsync(seed).GetAwaiter().GetResult());

    private async Task PostAsync(int seed)
    {
        var random = new Random(seed);
        var events = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Events[random.Next(Events.Length)]);
        var good = string.Join('\n', events.Select(lines => lines.ReplaceLineEndings("")));
        var before = bench.Sender.Sent;

        using var answer = await bench.PostAsync(Mutation.Spoil(random, good), MediaTypes[random.Next(MediaTypes.Length)]);

        switch ((int)answer.StatusCode)
        {
            case 202:
                Assert.Equal(before + (await PortalBench.JsonAsync(answer)).GetProperty("accepted").GetInt32(), bench.Sender.Sent);
                break;
            case 400:
                var problem = await PortalBench.ProblemAsync(answer, 400);
                Assert.True(problem.TryGetProperty("errors", out _) || problem.TryGetProperty("rejected", out _));
                Assert.Equal(before, bench.Sender.Sent);
                break;
            default:
                await PortalBench.ProblemAsync(answer, 415);
                Assert.Equal(before, bench.Sender.Sent);
                break;
        }
    }

    private async Task PutAsync(int seed)
    {
        var body = Mutation.Spoil(
            new Random(seed),
            """
            {"name":"Anna","email":"anna@example.com","phone":"+371 2000 0000","card":"C-1","locale":"lv","zone":"Europe/Riga",
            "birthday":"1990-02-28"}
            """);
        using var content = new ByteArrayContent(body);
        var before = await bench.Store.ReadAsync("members", "put", "member", CancellationToken.None);

        using var answer = await bench.Till.PutAsync("/api/members/put", content);

        if ((int)answer.StatusCode != 200)
        {
            Assert.NotEmpty(await PortalBench.PointersAsync(answer));
            Assert.Equal(before?.ETag, (await bench.Store.ReadAsync("members", "put", "member", CancellationToken.None))?.ETag);
        }
    }
}
