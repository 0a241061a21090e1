using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>What the timer does that erases: members of whom nothing was heard for long, and what is left of those who were erased.
/// </summary>
public sealed class EraseMembersTests : IAsyncLifetime
{
    private static readonly ReadOnlyMemory<byte> Month = With("""{ "months": 1 }""");

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync(Month);

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Who_was_away_so_long_is_erased_and_who_was_heard_of_is_not()
    {
        const string Back = "2026-10-23T10:00:00Z";
        foreach (var member in new[] { "away", "bought", "refunded", "redeemed", "changed", "agreed", "again" })
        {
            await bench.BuyAsync(Some.Coffees(3, "p-1", "2026-10-22T10:00:00Z", member));
        }

        await bench.BuyAsync(Some.Purchase("p-2", 100, Back, "bought"));
        await bench.BuyAsync(Some.Refund("r-1", "p-1", 1, Back, "refunded"));
        await bench.BuyAsync(Some.Coffees(3, "p-1", "2026-10-22T10:00:00Z", "again"));
        Assert.StartsWith("201", await bench.RedeemAsync("u-1", (await bench.CodesAsync("redeemed"))[0]).ToldAsync(), StringComparison.Ordinal);
        using var put = await bench.PutAsync("changed", """{"name":"Ann"}""");
        using var consent = await bench.ConsentAsync("agreed");

        await bench.WaitAsync(Duration.FromHours(11));
        Assert.True(await IsThereAsync("away"));
        await bench.WaitAsync(Duration.FromHours(2));

        Assert.False(await IsThereAsync("away"));
        Assert.False(await IsThereAsync("again"));
        foreach (var member in new[] { "bought", "refunded", "redeemed", "changed", "agreed" })
        {
            Assert.True(await IsThereAsync(member), member);
        }

        var marks = (await Dump.OfAsync(bench)).Rows.Where(found => found is { Table: Tables.Erased, Row.Key: "erased" });
        Assert.All(marks, mark => Assert.Equal("retention", mark.Row.Fields.Text("by")));
        await bench.WaitAsync(Duration.FromHours(24));
        Assert.False(await IsThereAsync("bought"));
        Assert.True(await IsThereAsync("redeemed"));
        Assert.DoesNotContain((await Dump.OfAsync(bench)).Rows, found => found.Table == Tables.Due && found.Row.Key == "bought");
    }

    [Fact]
    public async Task A_retention_that_is_published_later_finds_members_who_never_come_back()
    {
        await using var other = await PortalBench.StartAsync();
        await other.BuyAsync(Some.Purchase("p-1", 100, "2026-08-01T10:00:00Z", "long-ago"));
        await other.BuyAsync(Some.Purchase("p-1", 100, "2026-11-20T10:00:00Z", "lately"));
        await other.WaitAsync(Duration.FromHours(2));
        Assert.Equal(200, await StatusAsync(other, "long-ago"));

        await other.PublishAsync(Month);
        await other.WaitAsync(Duration.FromHours(2));

        Assert.Equal((404, 200), (await StatusAsync(other, "long-ago"), await StatusAsync(other, "lately")));
    }

    [Fact]
    public async Task Who_comes_back_at_the_last_moment_stays_with_what_they_bought()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100, "2026-09-01T10:00:00Z", "late"));
        bench.Store.BeforeCommit = async table =>
        {
            if (table == Tables.Erased)
            {
                bench.Store.BeforeCommit = _ => Task.CompletedTask;
                await bench.BuyAsync(Some.Purchase("p-2", 100, member: "late"));
            }
        };

        await bench.EraseByTimerAsync();

        var member = await bench.GetJsonAsync("/api/members/late");
        Assert.Equal(200, member.GetProperty("lifetimeSpend").GetInt64());
        await bench.BuyAsync(Some.Purchase("p-3", 100, member: "late"));
        await bench.EraseByTimerAsync();
        Assert.True(await IsThereAsync("late"));
        Assert.Equal(200, await bench.DeleteAsync("late"));
        Assert.Equal(
            (3, 300),
            ((await Dump.OfAsync(bench)).Rows.Where(found => found.Table == Tables.Sums).Sum(found => found.Row.Fields.Number("purchases")),
                (await Dump.OfAsync(bench)).Rows.Where(found => found.Table == Tables.Sums).Sum(found => found.Row.Fields.Number("amount"))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_cut_off_of_erasing_who_was_away_the_next_run_finishes(bool replyIsLost)
    {
        await bench.BuyAsync(Some.Coffees(3, "p-1", "2026-09-01T10:00:00Z", "away"));
        var before = await Dump.OfAsync(bench);
        var fault = replyIsLost ? WatchedStore.Fault.After : WatchedStore.Fault.Before;
        var (failing, calls) = (0, 0);
        do
        {
            failing++;
            await bench.RestoreAsync(before);
            bench.Store.Forget();
            bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
            await Record.ExceptionAsync(bench.EraseByTimerAsync);
            calls = bench.Store.Calls;
            bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

            await bench.EraseByTimerAsync();

            var after = await Dump.OfAsync(bench);
            Assert.Empty(after.Find("away"));
            Assert.Equal(3, Assert.Single(after.Rows, found => found.Table == Tables.Sums).Row.Fields.Number("amount"));
        }
        while (calls >= failing);

        Assert.True(failing > 20);
    }

    [Fact]
    public async Task Where_nobody_is_to_be_erased_a_run_costs_a_few_reads()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100));
        await bench.EraseByTimerAsync();
        bench.Store.Forget();

        await bench.EraseByTimerAsync();

        Assert.InRange(bench.Store.Calls, 1, 6);
        Assert.Empty(bench.Store.Commits);
    }

    [Fact]
    public async Task What_something_on_its_way_has_left_of_a_member_goes_within_hours_and_nothing_of_others()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100, member: "gone"));
        await bench.BuyAsync(Some.Purchase("p-1", 100, member: "gone-not"));
        await bench.WaitAsync(Duration.FromMinutes(15));
        await bench.DeleteAsync("gone");
        foreach (var member in new[] { "gone", "gone-not" })
        {
            await OrphansAsync(member);
        }

        await bench.EraseByTimerAsync();
        Assert.NotEmpty(await SayingAsync("gone"));
        var others = (await SayingAsync("gone-not")).Count;
        await bench.WaitAsync(Duration.FromHours(2));

        Assert.Empty(await SayingAsync("gone"));
        Assert.Equal(others, (await SayingAsync("gone-not")).Count);
        Assert.DoesNotContain((await Dump.OfAsync(bench)).Rows, found => found.Row.Partition == "recent" || found.Row.Key == "leftovers");
    }

    [Fact]
    public async Task A_tidying_that_is_cut_off_anywhere_goes_on_where_it_stopped()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100, member: "gone"));
        await bench.DeleteAsync("gone");
        await OrphansAsync("gone");
        await bench.WaitAsync(Duration.FromMinutes(20));
        var before = await Dump.OfAsync(bench);
        await bench.WaitAsync(Duration.FromHours(2));
        var (failing, calls) = (0, 0);
        do
        {
            failing++;
            await bench.RestoreAsync(before);
            bench.Store.Forget();
            bench.Store.Faults = (call, _) => call == failing ? WatchedStore.Fault.After : WatchedStore.Fault.None;
            await Record.ExceptionAsync(bench.EraseByTimerAsync);
            calls = bench.Store.Calls;
            bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

            await bench.EraseByTimerAsync();

            Assert.Empty(await SayingAsync("gone"));
        }
        while (calls >= failing);

        Assert.True(failing > 20);
    }

    private async Task OrphansAsync(string member)
    {
        Fields named = new() { { "member", member } };
        await PutAsync(Tables.Codes, $"CODE{member.Length}", "code", named);
        await PutAsync(Tables.Redemptions, $"r-{member.Length}", "redemption", named);
        await PutAsync(Tables.Messages, $"{new string('0', 30)}{member.Length:00}", "message", named);
        await PutAsync(Tables.Complaints, "open", $"2026-11-22T12:00:00.000000000Z:{new string('0', 30)}{member.Length:00}", named);
        await PutAsync(Tables.Lookups, "hash", member, new() { { "kind", "card" } });
        await PutAsync(
            Tables.Budgets,
            $"reward:x:{member.Length}",
            "budget",
            new()
            {
                { "spent", 80 },
                { "reserved0", Encoding.UTF8.GetBytes($$"""[{"code":"C","member":"{{member}}","cost":80,"at":"2026-11-22T12:00:00Z"}]""") },
            });
        await PutAsync(Tables.Due, $"{Sweep.WinBackOffers}:00500000:00", member, new() { { "due", "2027-01-01T00:00:00Z" } });
    }

    private async Task PutAsync(string table, string partition, string key, Fields fields) => Assert.IsType<CommitResult.Committed>(
        await bench.Store.CommitAsync(table, partition, [new Write.Put(key, fields)], CancellationToken.None));

    /// <summary>The rows that name a member, and no other whose number begins so.</summary>
    private async Task<IReadOnlyList<string>> SayingAsync(string member) =>
        [.. (await Dump.OfAsync(bench)).Saying(member)
            .Where(row => member == "gone-not" || row.Replace("gone-not", "", StringComparison.Ordinal).Contains(member, StringComparison.Ordinal))];

    private async Task<bool> IsThereAsync(string member) => await StatusAsync(bench, member) == 200;

    private static async Task<int> StatusAsync(PortalBench bench, string member)
    {
        using var answer = await bench.GetAsync($"/api/members/{member}");
        return (int)answer.StatusCode;
    }

    private static ReadOnlyMemory<byte> With(string retention) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PortalProgram.Document.Span)
        .Replace("\"currency\"", $"\"retention\": {retention}, \"currency\"", StringComparison.Ordinal));
}
