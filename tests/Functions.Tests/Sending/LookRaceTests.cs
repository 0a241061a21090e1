using Loyalty.Domain.Outreach;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>Timers, purchases and hints that meet at the worst moments.</summary>
public class LookRaceTests
{
    private const string Upgrades = """ "tierUpgrade": {} """;

    private static readonly string DelayedReward = SendingProgram.Of(""" "welcome": {} """, tierReward: """, "reward": "fiver" """);

    [Fact]
    public async Task A_hint_that_a_timer_takes_between_its_write_and_the_commit_is_left_again()
    {
        await using var bench = await StartAsync(Upgrades);
        await bench.EnrolAsync();
        DuringNextCommitOfAMember(bench, () => bench.RunAsync(Sweep.TierRewards));

        await bench.BuyAsync("p-1", 10_000);
        await bench.PassAsync(Duration.FromHours(1));

        Assert.Equal(["tierUpgrade silver:1 at 2026-01-05T10:01:00Z"], bench.Sent());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hint_that_comes_due_before_its_writer_commits_is_not_lost_whether_or_not_the_member_is_there(bool isKnown)
    {
        await using var bench = await SendingBench.StartAsync(DelayedReward, "2026-01-05T10:00:00Z");
        if (isKnown)
        {
            await bench.EnrolAsync();
        }

        // The timer reads the hint, whose time has come, before its writer commits.
        DuringNextCommitOfAMember(bench, () => bench.PassAsync(Duration.FromDays(1)));
        await bench.CountAsync(Some.Purchase("p-1", 10_000, "2025-12-23T10:00:00Z"));
        await bench.PassAsync(Duration.FromHours(1));

        Assert.Equal(["tier:silver fiver on 2026-01-06"], bench.Rewards());
    }

    [Fact]
    public async Task A_visit_that_comes_while_a_timer_decides_on_an_offer_keeps_it_from_going()
    {
        await using var bench = await StartAsync(""" "winBack": { "steps": [ { "afterDays": 45, "reward": "coffee" } ] } """);
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");
        await bench.PassToAsync("2026-02-19T08:59:00Z");
        DuringNextCommitOfAMember(bench, () => bench.BuyAsync("p-2"));

        await bench.PassToAsync("2026-03-01T00:00:00Z");
        Assert.Empty(bench.Mail.Taken);
        Assert.Empty(bench.Rewards());

        await bench.PassToAsync("2026-05-01T00:00:00Z");
        Assert.Equal(["winBack 2026-02-19:45 at 2026-04-05T09:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task A_purchase_that_is_decided_while_a_timer_sends_finds_what_was_sent()
    {
        await using var bench = await StartAsync(Upgrades);
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        bench.Mail.OnTheWay = async _ =>
        {
            bench.Mail.OnTheWay = _ => Task.CompletedTask;
            await bench.BuyAsync("p-2", 40_000);
        };

        await bench.PassAsync(Duration.FromHours(1));

        Assert.Equal(
            ["tierUpgrade gold:2 at 2026-01-05T10:00:00Z", "tierUpgrade silver:1 at 2026-01-05T10:00:00Z"],
            bench.Sent().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_writer_whom_the_watermark_has_passed_leaves_its_hint_again(bool isKnown)
    {
        await using var bench = await SendingBench.StartAsync(DelayedReward, "2026-01-05T10:00:00Z");
        if (isKnown)
        {
            await bench.EnrolAsync();
        }

        // What the writer relies on is read, and taken out, and its hour passed, before it commits.
        DuringNextCommitOfAMember(bench, async () =>
        {
            await bench.PassAsync(Duration.FromDays(20));
            await bench.RunAsync(Sweep.TierRewards);
            Assert.DoesNotContain(
                bench.Memory.All(Tables.Due), row => row.Partition.StartsWith($"{Sweep.TierRewards}:", StringComparison.Ordinal));
        });
        await bench.CountAsync(Some.Purchase("p-1", 10_000, "2026-01-05T10:00:00Z"));
        await bench.PassAsync(Duration.FromHours(1));

        Assert.Equal(["tier:silver fiver on 2026-01-25"], bench.Rewards());
    }

    [Fact]
    public async Task Two_timers_at_one_member_with_one_place_under_the_cap_send_one_message()
    {
        await using var bench = await StartAsync(
            """
            "tierUpgrade": {}, "thankYou": { "when": { "firstPurchase": true } }, "cap": { "max": 1, "days": 7 }
            """);
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        DuringNextCommitOfAMember(bench, () => bench.RunAsync(Sweep.ThankYouNotes));

        await bench.PassAsync(Duration.FromDays(8));

        Assert.Single(bench.Mail.Taken);
        Assert.Equal(["thankYou first past", "tierUpgrade silver:1 sent"], bench.Statuses().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_timers_that_send_at_once_send_each_message_once()
    {
        await using var bench = await StartAsync(Upgrades);
        foreach (var number in Enumerable.Range(0, 20))
        {
            await bench.EnrolAsync($"m-{number}");
            await bench.BuyAsync("p-1", 10_000, $"m-{number}");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.RunAsync(Sweep.TierRewards))));

        Assert.Equal(20, bench.Mail.Taken.DistinctBy(posted => posted.Id).Count());
        Assert.Equal(20, bench.Mail.Taken.Count);
    }

    private static Task<SendingBench> StartAsync(string messages) =>
        SendingBench.StartAsync(SendingProgram.Of(messages), "2026-01-05T10:00:00Z");

    private static void DuringNextCommitOfAMember(SendingBench bench, Func<Task> act) => bench.Store.BeforeCommit = async table =>
    {
        if (table == Tables.Members)
        {
            bench.Store.BeforeCommit = _ => Task.CompletedTask;
            await act();
        }
    };
}
