using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Loyalty.LocalHost.Queue;
using NodaTime;
using NodaTime.Testing;

namespace Loyalty.EndToEnd.Tests.Repairing;

/// <summary>A poisoned event on the queue of a host that is killed while it is mended.</summary>
public sealed class DeadLettersTests : IDisposable
{
    private const string Bad =
        "{\"id\":\"till-1\",\"type\":\"purchase\",\"member\":\"m-1\",\"store\":\"riga-1\",\"at\":\"2026-11-01T10:00:00Z\",\"amount\":\"1250\",\"currency\":\"EUR\",\"x\":\"\u009b31m\u202e\"}";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-dead-letters-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_poisoned_event_that_is_mended_and_replayed_twice_around_a_crash_is_counted_once()
    {
        await PoisonAsync();
        await using (var host = await StartAsync())
        {
            await UntilDeadAsync(host, 2);
            var list = await LoyaltyRun.OfAsync(host, "dead-letters", "list");
            Assert.Equal((0, ""), (list.ExitStatus, list.Error));
            Assert.Matches("^1\t2026-11-01T10:00:00Z\t1\tInvalidPurchase\t.*/amount.*\n2\t.*\n2 dead letters.\n$", list.Output);
            var show = await LoyaltyRun.OfAsync(host, "dead-letters", "show", "1");
            Assert.Contains("reason       InvalidPurchase\n", show.Output, StringComparison.Ordinal);
            Assert.Contains("\\u{9b}31m\\u{202e}", show.Output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u009b', show.Output);
            Assert.Equal(Bad, (await LoyaltyRun.OfAsync(host, "dead-letters", "show", "1", "--body")).Output);

            // Nobody has mended it, and it is given up again as it was.
            Assert.Equal((0, "1 put back on the queue.\n"), Said(await LoyaltyRun.OfAsync(host, "dead-letters", "replay", "2")));
            await UntilDeadAsync(host, 2);
            Assert.Equal(Bad, (await LoyaltyRun.OfAsync(host, "dead-letters", "show", "3", "--body")).Output);

            var another = await ReplayAsync(host, "1", Mended().Replace("till-1", "till-2", StringComparison.Ordinal));
            Assert.Equal((2, "The mended event has to keep its id, till-1."), (another.ExitStatus, another.Error.Trim()));
            var half = await ReplayAsync(host, "1", Mended().Replace("till-1", "\\ud800", StringComparison.Ordinal));
            Assert.Equal((2, "The mended body is no JSON object that can be read."), (half.ExitStatus, half.Error.Trim()));
            Assert.Equal((0, "1 put back on the queue.\n"), Said(await ReplayAsync(host, "1", Mended())));
            await host.KillAsync(wholeTree: true);
        }

        await using (var host = await StartAsync())
        {
            await UntilDeadAsync(host, 1);
            Assert.Equal((1, "0 put back on the queue.\n"), Said(await LoyaltyRun.OfAsync(host, "dead-letters", "replay", "1")));
            Assert.Equal((0, "1 put back on the queue.\n"), Said(await ReplayAsync(host, "3", Mended())));
            await UntilDeadAsync(host, 0);

            Assert.Equal(1250, (await GetAsync(host, "/api/members/m-1")).GetProperty("lifetimeSpend").GetInt64());
            Assert.Equal((0, "0 dead letters.\n"), Said(await LoyaltyRun.OfAsync(host, "dead-letters", "list")));
            Assert.Equal((0, "1 members checked: nothing differs.\n"), Said(await LoyaltyRun.OfAsync(host, "verify")));
        }
    }

    private static string Mended() => Bad.Replace("\"1250\"", "1250", StringComparison.Ordinal);

    // As a crash between sending and completing leaves it, the event is there twice.
    private async Task PoisonAsync()
    {
        var sentAt = Instant.FromUtc(2026, 11, 1, 10, 0);
        await using var queue = await DurableQueue.OpenAsync(Path.Combine(data, "queue.db"), new FakeClock(sentAt), TimeProvider.System);
        var message = new QueuedMessage(Encoding.UTF8.GetBytes(Bad), "m-9", "application/json", new Dictionary<string, object>(), sentAt);
        await queue.EnqueueAsync([message, message]);
    }

    private Task<HostProcess> StartAsync() =>
        HostProcess.StartAsync(data, "sqlite", Repository.File("config/program.json"), "--clock", "2026-11-02T00:00:00Z");

    private async Task<LoyaltyRun> ReplayAsync(HostProcess host, string id, string body)
    {
        var file = Path.Combine(data, "mended.json");
        await File.WriteAllTextAsync(file, body, Cancellation);
        return await LoyaltyRun.OfAsync(host, "dead-letters", "replay", id, "--file", file);
    }

    private static async Task UntilDeadAsync(HostProcess host, int letters)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var queue = await GetAsync(host, "/local/queue");
            if (queue.GetProperty("ready").GetInt32() + queue.GetProperty("locked").GetInt32() == 0
                && queue.GetProperty("deadLettered").GetInt32() == letters)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private static (int ExitStatus, string Output) Said(LoyaltyRun run) => (run.ExitStatus, run.Output);

    private static async Task<JsonElement> GetAsync(HostProcess host, string path)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey);
        return JsonElement.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation));
    }
}
