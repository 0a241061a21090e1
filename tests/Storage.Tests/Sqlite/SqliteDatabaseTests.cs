using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SqliteDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = new SqliteDatabase(folder.File("test.db"));
        await database.WriteAsync(s => s.Execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY, pad BLOB) WITHOUT ROWID"));
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_answered_is_in_the_file_though_nobody_closed_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(Insert));
        File.Copy(folder.File("test.db"), folder.File("copy.db"));
        File.Copy(folder.File("test.db-wal"), folder.File("copy.db-wal"));

        await using var copy = new SqliteDatabase(folder.File("copy.db"));

        Assert.Equal(Enumerable.Range(0, 100), Numbers(copy));
    }

    [Fact]
    public async Task Work_that_throws_is_rolled_back_alone()
    {
        var works = WhileTheWriterIsHeld(() => new Task<int>[]
        {
            Insert(1),
            database.WriteAsync<int>(s =>
            {
                s.Execute("INSERT INTO numbers (n) VALUES (?1)", 2);
                throw new InvalidDataException("refused");
            }),
            Insert(1),
            Insert(3),
        });

        Assert.Equal(1, await works[0]);
        await Assert.ThrowsAsync<InvalidDataException>(() => works[1]);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => works[2]);
        Assert.Equal(1, await works[3]);
        Assert.Equal([1, 3], Numbers(database));
    }

    [Fact]
    public async Task Work_that_undoes_itself_still_answers_and_harms_no_neighbour()
    {
        var works = WhileTheWriterIsHeld(() => new[]
        {
            Insert(1),
            database.WriteAsync(s =>
            {
                s.Execute("INSERT INTO numbers (n) VALUES (?1)", 2);
                s.Undo();
                return -1;
            }),
            Insert(3),
        });

        var answers = await Task.WhenAll(works);
        Assert.Equal([1, -1, 1], answers);
        Assert.Equal([1, 3], Numbers(database));
    }

    [Fact]
    public async Task A_full_disk_fails_the_whole_group_and_the_next_one_goes_on()
    {
        var works = WhileTheWriterIsHeld(() => new[]
        {
            Insert(1),
            database.WriteAsync(s =>
            {
                s.Execute("PRAGMA max_page_count=10");
                return s.Execute("INSERT INTO numbers (n, pad) VALUES (?1, zeroblob(1000000))", 2);
            }),
        });

        foreach (var work in works)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => work);
        }

        Assert.Equal(1, await Insert(3));
        Assert.Equal([3], Numbers(database));
    }

    [Fact]
    public async Task A_lock_held_too_long_fails_the_write_and_not_the_reads()
    {
        await using var other = new SqliteDatabase(folder.File("test.db"));
        using var release = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        var holder = other.WriteAsync(s =>
        {
            var changed = s.Execute("INSERT INTO numbers (n) VALUES (?1)", 2);
            held.Set();
            release.Wait();
            return changed;
        });
        held.Wait(TestContext.Current.CancellationToken);
        try
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(1));
            Assert.Empty(Numbers(database));
        }
        finally
        {
            release.Set();
        }

        await holder;
        Assert.Equal(1, await Insert(1));
        Assert.Equal([1, 2], Numbers(database));
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_after()
    {
        var works = Enumerable.Range(0, 1000).Select(Insert).ToArray();

        await database.DisposeAsync();

        Assert.Equal(1000, (await Task.WhenAll(works)).Sum());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Insert(1000));
        database = new SqliteDatabase(folder.File("test.db"));
        Assert.Equal(1000, Numbers(database).Count);
    }

    [Fact]
    public async Task Readers_see_only_what_is_committed()
    {
        using var release = new ManualResetEventSlim();
        using var written = new ManualResetEventSlim();
        var writing = database.WriteAsync(s =>
        {
            var changed = s.Execute("INSERT INTO numbers (n) VALUES (?1)", 1);
            written.Set();
            release.Wait();
            return changed;
        });
        written.Wait(TestContext.Current.CancellationToken);

        Assert.Empty(Numbers(database));

        release.Set();
        await writing;
        Assert.Equal([1], Numbers(database));
    }

    private Task<int> Insert(int number) =>
        database.WriteAsync(s => s.Execute("INSERT INTO numbers (n) VALUES (?1)", number));

    // Work that arrives while the writer is busy with a group is the next group, whole.
    private Task<int>[] WhileTheWriterIsHeld(Func<Task<int>[]> queue)
    {
        using var release = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        var holder = database.WriteAsync(_ =>
        {
            held.Set();
            release.Wait();
            return 0;
        });
        held.Wait(TestContext.Current.CancellationToken);
        var works = queue();
        release.Set();
        holder.Wait(TestContext.Current.CancellationToken);
        return works;
    }

    private static List<int> Numbers(SqliteDatabase database) => database.Read(s =>
    {
        using var reader = s.Query("SELECT n FROM numbers ORDER BY n");
        var numbers = new List<int>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    });
}
