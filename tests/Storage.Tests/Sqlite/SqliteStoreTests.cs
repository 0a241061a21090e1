using System.Diagnostics;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;
using Loyalty.Storage.Tests.Contract;

namespace Loyalty.Storage.Tests.Sqlite;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder folder = new();
    private SqliteDatabase database = null!;

    [Fact]
    public async Task An_etag_does_not_come_again_after_a_restart()
    {
        var store = await OpenAgain();
        var writes = new Write[] { new Write.Put("row", []) };
        var seen = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            await store.CommitAsync(Tables.Members, "m", writes, TestContext.Current.CancellationToken);
            Assert.True(seen.Add((await store.ReadAsync(Tables.Members, "m", "row", TestContext.Current.CancellationToken))!.ETag));
            store = await OpenAgain();
        }
    }

    [Fact]
    public async Task An_acknowledged_commit_is_there_when_the_process_is_killed()
    {
        var store = await OpenAgain();
        await store.CommitAsync(
            Tables.Members, "m", [new Write.Insert("row", new Fields { { "n", 1 } })], TestContext.Current.CancellationToken);
        File.Copy(folder.File("store.db"), folder.File("killed.db"));
        File.Copy(folder.File("store.db-wal"), folder.File("killed.db-wal"));

        await using var killed = new SqliteDatabase(folder.File("killed.db"));
        var row = await (await SqliteStore.OpenAsync(killed)).ReadAsync(Tables.Members, "m", "row", TestContext.Current.CancellationToken);

        Assert.Equal(1, row!.Fields.Number("n"));
    }

    [Fact]
    public async Task A_range_that_was_empty_is_read_anew_once_something_is_written()
    {
        var store = await OpenAgain();
        for (var i = 0; i < 300; i++)
        {
            var partition = $"p{i}";
            Assert.Empty(await KeysAsync(store, partition));
            Assert.Empty(await KeysAsync(store, partition));
            await PutAsync(store, partition);
            Assert.Equal(["row"], await KeysAsync(store, partition));
        }
    }

    [Fact]
    public async Task A_row_whose_commit_was_answered_is_seen_whoever_looked_meanwhile()
    {
        var store = await OpenAgain();
        for (var i = 0; i < 200; i++)
        {
            var partition = $"p{i}";
            var put = Task.Run(() => PutAsync(store, partition), TestContext.Current.CancellationToken);
            while (!put.IsCompleted)
            {
                await KeysAsync(store, partition);
            }

            await put;
            Assert.Equal(["row"], await KeysAsync(store, partition));
        }
    }

    [Fact]
    public async Task What_somebody_else_writes_into_the_file_is_seen_after_a_moment()
    {
        var store = await OpenAgain();
        Assert.Empty(await KeysAsync(store, "p"));
        await using var other = new SqliteDatabase(folder.File("store.db"));
        await PutAsync(await SqliteStore.OpenAsync(other), "p");

        var waiting = Stopwatch.StartNew();
        while ((await KeysAsync(store, "p")).Count == 0)
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(20), "It was not seen in time.");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
        await base.DisposeAsync();
    }

    protected override Task<IStore> OpenAsync() => OpenAgain();

    private static Task<CommitResult> PutAsync(IStore store, string partition) =>
        store.CommitAsync(Tables.Due, partition, [new Write.Put("row", [])], TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> KeysAsync(IStore store, string partition)
    {
        var keys = new List<string>();
        await foreach (var row in store.ReadRangeAsync(Tables.Due, partition, "a", "z", TestContext.Current.CancellationToken))
        {
            keys.Add(row.Key);
        }

        return keys;
    }

    private async Task<IStore> OpenAgain()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        database = new SqliteDatabase(folder.File("store.db"));
        return await SqliteStore.OpenAsync(database);
    }
}
