using Loyalty.Functions.Storage;

namespace Loyalty.Storage.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Fifty_writers_who_count_by_etag_lose_nothing()
    {
        const int Writers = 50;
        await Inserted("member", Number(0));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => CountOnce(writer))));

        Assert.Equal(Writers, (await ReadExisting("member")).Fields.Number("number"));
        Assert.Equal(Writers, (await Range("event:", "event;")).Count);
    }

    [Fact]
    public async Task Of_many_inserts_of_one_key_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            writer => Task.Run(() => Commit(new Write.Insert("row", Number(writer)), new Write.Insert($"event:{writer}", Number(writer))))));

        var winner = Array.FindIndex(results, result => result is CommitResult.Committed);
        Assert.Equal(19, results.Count(result => result.Equals(new CommitResult.AlreadyExists("row"))));
        Assert.Equal(winner, (await ReadExisting("row")).Fields.Number("number"));
        Assert.Equal($"event:{winner}", Assert.Single(await Range("event:", "event;")).Key);
    }

    private async Task CountOnce(int writer)
    {
        CommitResult result;
        do
        {
            var row = await ReadExisting("member");
            result = await Commit(
                new Write.Replace("member", Number(row.Fields.Number("number")!.Value + 1), row.ETag),
                new Write.Insert($"event:{writer}", Number(writer)));
        }
        while (result is CommitResult.Changed);

        Assert.IsType<CommitResult.Committed>(result);
    }
}
