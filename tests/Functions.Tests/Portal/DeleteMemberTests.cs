using System.Text;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>A member who is erased is nowhere any more, whatever fails on the way.</summary>
public sealed class DeleteMemberTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Nothing_of_the_member_is_found_anywhere_and_what_was_bought_stays_in_the_sums()
    {
        await LiveAsync("gone");
        await LiveAsync("stays");

        Assert.Equal(200, await DeleteAsync("gone"));

        Assert.Empty(await FoundAsync("gone"));
        Assert.NotEmpty(await FoundAsync("stays"));
        var sum = Assert.Single(await RowsAsync(Tables.Sums));
        Assert.Equal(("2026-11", "riga-1"), (sum.Partition, sum.Key));
        Assert.Equal((2, 103, 1), (sum.Fields.Number("purchases"), sum.Fields.Number("amount"), sum.Fields.Number("refunds")));
    }

    [Fact]
    public async Task A_late_event_does_not_bring_the_member_back_and_neither_does_a_till()
    {
        await LiveAsync("gone");
        await DeleteAsync("gone");

        await bench.BuyAsync(Some.Purchase("late", 100, member: "gone"));
        using var put = await bench.PutAsync("gone", """{"name":"Ann"}""");
        using var consent = await ConsentAsync("gone");

        Assert.Equal(0, bench.Queue.Stats.DeadLettered);
        await PortalBench.ProblemAsync(put, 410);
        await PortalBench.ProblemAsync(consent, 410);
        foreach (var path in new[] { "", "/rewards" })
        {
            await PortalBench.ProblemAsync(await bench.GetAsync($"/api/members/gone{path}"), 404);
        }

        Assert.Empty(await FoundAsync("gone"));
    }

    [Fact]
    public async Task Erasing_again_is_the_same_and_who_never_was_is_404()
    {
        await LiveAsync("gone");

        Assert.Equal((200, 200, 404), (await DeleteAsync("gone"), await DeleteAsync("gone"), await DeleteAsync("nobody")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_call_to_the_store_may_fail_and_the_same_again_completes_it_once(bool after)
    {
        var fault = after ? WatchedStore.Fault.After : WatchedStore.Fault.Before;
        var erased = 0;
        for (var failing = 1; ; failing++)
        {
            var member = $"gone-{failing}";
            await LiveAsync(member);
            bench.Store.Forget();
            bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
            var first = await DeleteAsync(member);
            var calls = bench.Store.Calls;
            bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

            Assert.Equal(200, await DeleteAsync(member));
            Assert.Empty(await FoundAsync(member));
            erased++;
            var sum = Assert.Single(await RowsAsync(Tables.Sums));
            Assert.Equal((2 * erased, 103 * erased), (sum.Fields.Number("purchases"), sum.Fields.Number("amount")));
            if (calls < failing)
            {
                Assert.Equal(200, first);
                break;
            }
        }

        Assert.True(erased > 20);
    }

    [Fact]
    public async Task A_member_of_more_rows_than_a_transaction_has_is_erased()
    {
        await bench.BuyAsync([.. Enumerable.Range(0, 250).Select(i => Some.Purchase($"p-{i}", 1, member: "gone"))]);

        Assert.Equal(200, await DeleteAsync("gone"));

        Assert.Empty(await FoundAsync("gone"));
    }

    // Found by each of the three, with consent, a reward, a redemption and a refund.
    private async Task LiveAsync(string member)
    {
        using var put = await bench.PutAsync(
            member, $$"""{"name":"Name of {{member}}","email":"{{member}}@example.com","phone":"+371 2000 0000","card":"card-{{member}}"}""");
        Assert.True(put.IsSuccessStatusCode);
        using var consent = await ConsentAsync(member);
        Assert.True(consent.IsSuccessStatusCode);
        await bench.BuyAsync(
            Some.Coffees(3, member: member), Some.Purchase("p-2", 100, member: member), Some.Refund("r-1", "p-2", 30, member: member));
        var codes = await bench.CodesAsync(member);
        Assert.Equal("201 redeemed null", await bench.RedeemAsync($"u-{member}", codes[0]).ToldAsync());
    }

    private async Task<HttpResponseMessage> ConsentAsync(string member) => await bench.Till.PostAsync(
        $"/api/members/{member}/consent",
        new StringContent(
            """{"channel":"email","granted":true,"at":"2026-11-01T09:00:00Z","wording":"News"}""", Encoding.UTF8, "application/json"),
        Cancellation);

    private async Task<int> DeleteAsync(string member)
    {
        using var answer = await bench.Staff.DeleteAsync($"/api/members/{member}", Cancellation);
        return (int)answer.StatusCode;
    }

    /// <summary>Every row of any table that has the member's number in its keys or its values, as text or in bytes.</summary>
    private async Task<IReadOnlyList<string>> FoundAsync(string member)
    {
        var found = new List<string>();
        foreach (var table in Tables.All)
        {
            found.AddRange((await RowsAsync(table)).Where(row => Says(row, member)).Select(row => $"{table} {row.Partition} {row.Key}"));
        }

        return found;
    }

    private static bool Says(Row row, string member) =>
        row.Partition == member || row.Key == member || row.Fields.Any(field => field.Value switch
        {
            string text => Has(text, member),
            byte[] bytes => Has(Encoding.UTF8.GetString(bytes), member),
            _ => false,
        });

    // A number that another begins with is not that other.
    private static bool Has(string text, string member) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, $"{member}(?![0-9])");

    private async Task<IReadOnlyList<Row>> RowsAsync(string table)
    {
        var rows = new List<Row>();
        string? continuation = null;
        do
        {
            var page = await bench.Store.ReadPageAsync(table, continuation, Cancellation);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
