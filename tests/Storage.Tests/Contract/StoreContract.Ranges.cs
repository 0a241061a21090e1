using Loyalty.Functions.Storage;

namespace Loyalty.Storage.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_range_is_in_ordinal_order_within_its_bounds()
    {
        string[] keys = ["event:", "event:-", "event:.", "event:0", "event:10", "event:2", "event::", "event:A", "event:_", "event:a", "event:aB", "event:ab", "event:b"];
        await Commit([.. keys.Reverse().Select(key => new Write.Insert(key, Number(1)))]);
        await Commit(new Write.Insert("event", Number(1)), new Write.Insert("event;", Number(1)), new Write.Insert("member", Number(1)));
        await Store.CommitAsync(Tables.Members, partition + "0", [new Write.Insert("event:x", Number(1))], Cancellation);

        Assert.Equal(keys.Order(StringComparer.Ordinal), Keys(await Range("event:", "event;")));
        Assert.Equal(["event:A", "event:_"], Keys(await Range("event:A", "event:a")));
        Assert.Equal(["event:a", "event:aB", "event:ab"], Keys(await Range("event:a", "event:b")));
        Assert.Empty(await Range("event:b", "event:b"));
        Assert.Empty(await Range("x", "y"));
    }

    [Fact]
    public async Task A_range_of_more_rows_than_a_page_comes_whole()
    {
        for (var i = 0; i < 23; i++)
        {
            await Commit([.. Enumerable.Range(i * 100, 100).Select(n => new Write.Insert($"event:{n:0000}", Number(n)))]);
        }

        var rows = await Range("event:0050", "event:2250");

        Assert.Equal(Enumerable.Range(50, 2200).Select(n => (long?)n), rows.Select(row => row.Fields.Number("number")));
    }

    [Fact]
    public async Task A_walk_over_a_table_meets_each_row_once_in_order()
    {
        var expected = new List<(string Partition, string Key)>();
        for (var i = 0; i < 12; i++)
        {
            var name = $"{partition}-{i:00}";
            var writes = Enumerable.Range(0, 90).Select(n => (Write)new Write.Insert($"row:{n:00}", Number(n))).ToArray();
            await Store.CommitAsync(Tables.Programs, name, writes, Cancellation);
            expected.AddRange(writes.Select(write => (name, write.Key)));
        }

        var walked = new List<(string Partition, string Key)>();
        string? continuation = null;
        do
        {
            var page = await Store.ReadPageAsync(Tables.Programs, null, continuation, Cancellation);
            Assert.True(page.Rows.Length <= 1000);
            walked.AddRange(page.Rows.Select(row => (row.Partition, row.Key)));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(expected, walked.Where(row => row.Partition.StartsWith(partition + "-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_walk_over_one_key_meets_the_row_of_each_partition_that_has_it_once_in_order()
    {
        var names = Enumerable.Range(0, 1_050).Select(n => $"{partition}-{n:0000}").ToList();
        await Parallel.ForEachAsync(
            names,
            Cancellation,
            async (name, token) => await Store.CommitAsync(
                Tables.Merges, name, [new Write.Insert("other", Number(0)), new Write.Insert("sought", Number(1))], token));
        await Store.CommitAsync(Tables.Merges, partition + "-without", [new Write.Insert("other", Number(0))], Cancellation);

        var walked = new List<(string Partition, string Key)>();
        string? continuation = null;
        do
        {
            var page = await Store.ReadPageAsync(Tables.Merges, "sought", continuation, Cancellation);
            walked.AddRange(page.Rows.Select(row => (row.Partition, row.Key)));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(
            names.Select(name => (name, "sought")), walked.Where(row => row.Partition.StartsWith(partition + "-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_table_without_rows_is_one_empty_page()
    {
        var page = await Store.ReadPageAsync(Tables.Codes, null, null, Cancellation);

        Assert.Equal((0, null), (page.Rows.Length, page.Continuation));
    }

    private ValueTask<List<Row>> Range(string from, string below) =>
        Store.ReadRangeAsync(Tables.Members, partition, from, below, Cancellation).ToListAsync(Cancellation);

    private static IEnumerable<string> Keys(IEnumerable<Row> rows) => rows.Select(row => row.Key);
}
