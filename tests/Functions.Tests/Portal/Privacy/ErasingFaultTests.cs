using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>An erasure that is cut off anywhere, or that something comes between, ends as one that is not.</summary>
public sealed class ErasingFaultTests : IAsyncLifetime
{
    private const string Member = "gone-7301";

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await FullLife.StartAsync();
        await bench.LiveAsync(Member);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Every_call_to_the_store_may_fail_and_the_same_again_or_the_timer_completes_it_once(bool replyIsLost, bool byTimer)
    {
        var before = await Dump.OfAsync(bench);
        var letters = before.Rows.Where(found => found.Row.Key.StartsWith("message:", StringComparison.Ordinal)
            || found.Row.Key.StartsWith("letter:", StringComparison.Ordinal)).Select(found => found.Row.Key.Split(':')[1]).Order().ToList();
        var fault = replyIsLost ? WatchedStore.Fault.After : WatchedStore.Fault.Before;
        var (failing, calls, untouched) = (0, 0, 0);
        do
        {
            failing++;
            await bench.RestoreAsync(before);
            bench.Provider.Forgotten.Clear();
            bench.Store.Forget();
            bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
            var first = await bench.DeleteAsync(Member);
            calls = bench.Store.Calls;
            bench.Store.Faults = (_, _) => WatchedStore.Fault.None;
            Assert.Equal(calls < failing ? 200 : 503, first);

            await (byTimer ? bench.EraseByTimerAsync() : bench.DeleteAsync(Member));
            if (byTimer && !(await Dump.OfAsync(bench)).Rows.Any(found => found is { Table: Tables.Erased, Row.Key: "erased" }))
            {
                // It failed before anything was begun: the timer finds nothing to finish, and whoever asked was told.
                untouched++;
                Assert.Contains(await bench.RowsAsync(Member, "member"), row => row.Fields.Text("name") == FullLife.NameOf(Member));
                continue;
            }

            var after = await Dump.OfAsync(bench);
            Assert.Empty(after.Find(Member));
            Assert.Equal(letters, bench.Provider.Forgotten.Select(letter => letter.ToString()).Distinct().Order());
            var sum = Assert.Single(after.Rows, found => found.Table == Tables.Sums).Row;
            Assert.Equal((3, 106), (sum.Fields.Number("purchases"), sum.Fields.Number("amount")));
            var mark = Assert.Single(after.Rows, found => found is { Table: Tables.Erased, Row.Key: "erased" }).Row;
            Assert.Equal(["at", "by"], mark.Fields.Select(field => field.Key).Order());
        }
        while (calls >= failing);

        Assert.True(failing > 60);
        Assert.InRange(untouched, 0, 6);
    }

    [Fact]
    public async Task A_purchase_that_comes_before_any_write_is_counted_or_dropped_whole_and_leaves_nothing()
    {
        var before = await Dump.OfAsync(bench);
        var (at, commits) = (0, 0);
        var sums = new HashSet<long>();
        do
        {
            at++;
            await bench.RestoreAsync(before);
            commits = 0;
            bench.Store.BeforeCommit = async _ =>
            {
                if (++commits == at)
                {
                    bench.Store.BeforeCommit = _ => Task.CompletedTask;
                    await bench.BuyAsync(Some.Coffees(2, "racing", member: Member));
                }
            };
            Assert.Equal(200, await bench.DeleteAsync(Member));
            bench.Store.BeforeCommit = _ => Task.CompletedTask;

            var after = await Dump.OfAsync(bench);
            Assert.All(after.Find(Member), found => Assert.StartsWith("codes ", found, StringComparison.Ordinal));
            sums.Add(Assert.Single(after.Rows, found => found.Table == Tables.Sums).Row.Fields.Number("amount")!.Value);
        }
        while (commits == at);

        Assert.True(at > 10);
        Assert.Equal([106, 108], sums.Order());
    }

    [Fact]
    public async Task Two_at_once_and_the_timer_erase_once()
    {
        var before = await Dump.OfAsync(bench);
        for (var i = 0; i < 10; i++)
        {
            await bench.RestoreAsync(before);

            await Task.WhenAll(bench.DeleteAsync(Member), bench.DeleteAsync(Member), bench.EraseByTimerAsync());

            await bench.DeleteAsync(Member);
            var after = await Dump.OfAsync(bench);
            Assert.Empty(after.Find(Member));
            Assert.Equal(106, Assert.Single(after.Rows, found => found.Table == Tables.Sums).Row.Fields.Number("amount"));
        }
    }
}
