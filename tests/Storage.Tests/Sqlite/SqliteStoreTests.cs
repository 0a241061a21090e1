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

    public override async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
        await base.DisposeAsync();
    }

    protected override Task<IStore> OpenAsync() => OpenAgain();

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
