using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Functions.Storage;
using Microsoft.Data.Sqlite;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>The embedded store of one machine: every table in one of a database, clustered by table, partition and key, so that
/// what a commit touches lies together.</summary>
public sealed class SqliteStore : IStore
{
    private const int RowsPerPage = 1000;

    // A range is read in pieces, so that a slow reader holds neither a connection nor many large rows.
    private const int RowsPerPiece = 200;

    private const int OpeningBits = 23;

    // The limits are in the texts: a limit that is a parameter has SQLite prepare the query anew for each value.
    private static readonly string PageQuery = $"""
        SELECT etag, fields, key, partition FROM rows WHERE tbl = ?1 AND (partition, key) > (?2, ?3) AND key = coalesce(?4, key)
        ORDER BY partition, key LIMIT {RowsPerPage}
        """;

    private static readonly string RangeQuery = $"""
        SELECT etag, fields, key, partition FROM rows WHERE tbl = ?1 AND partition = ?2 AND key >= ?3 AND key < ?4
        ORDER BY key LIMIT {RowsPerPiece}
        """;

    private readonly SqliteDatabase database;
    private readonly EmptyRanges empty;

    // Counts inside writes alone, of which there is one at a time.
    private long lastETag;

    private SqliteStore(SqliteDatabase database, long opening)
    {
        this.database = database;
        empty = new EmptyRanges(database);
        lastETag = opening << (63 - OpeningBits);
    }

    /// <summary>The store in a database, which it makes where it is not there. The caller goes on owning the database.</summary>
    public static async Task<SqliteStore> OpenAsync(SqliteDatabase database)
    {
        // ETags never come again, also not after a row was deleted or the process restarted: each opening has a number of its
        // own, on the disk before it is used, and counts on from there.
        var opening = await database.WriteAsync(s =>
        {
            s.Execute("""
                CREATE TABLE IF NOT EXISTS rows (
                  tbl TEXT NOT NULL, partition TEXT NOT NULL, key TEXT NOT NULL, etag INTEGER NOT NULL, fields BLOB NOT NULL,
                  PRIMARY KEY (tbl, partition, key)) WITHOUT ROWID
                """);
            s.Execute("CREATE TABLE IF NOT EXISTS openings (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL)");
            s.Execute("INSERT INTO openings VALUES (1, 1) ON CONFLICT DO UPDATE SET count = count + 1");
            using var reader = s.Query("SELECT count FROM openings");
            reader.Read();
            return reader.GetInt64(0);
        });
        return new SqliteStore(database, opening);
    }

    // A read takes microseconds, mostly from the cache: less than handing it to another thread would.
    public Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreLimits.CheckKey(partition);
        StoreLimits.CheckKey(key);
        return Task.FromResult(database.Read(s =>
        {
            using var reader = s.Query(
                "SELECT etag, fields FROM rows WHERE tbl = ?1 AND partition = ?2 AND key = ?3", table, partition, key);
            return reader.Read() ? Read(reader, partition, key) : null;
        }));
    }

    public IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, CancellationToken cancellationToken)
    {
        StoreLimits.CheckKey(partition);
        return ReadRange(table, partition, from, below, cancellationToken).ToAsyncEnumerable();
    }

    public async Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreLimits.Check(partition, writes);
        // Encoded here, so that the one writing thread has less to do.
        var statements = new SqliteRowWrite[writes.Count];
        for (var i = 0; i < statements.Length; i++)
        {
            statements[i] = SqliteRowWrite.Of(writes[i]);
        }

        return await database.WriteAsync<CommitResult>(s =>
        {
            foreach (var statement in statements)
            {
                if (!statement.Do(s, table, partition, ++lastETag))
                {
                    s.Undo();
                    return statement.Refusal;
                }
            }

            return CommitResult.Committed.Instance;
        });
    }

    public Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // No key has a space.
        var (partition, last) = continuation?.Split(' ') is [var p, var k] ? (p, k) : ("", "");
        var rows = database.Read(s => ReadAll(s.Query(PageQuery, table, partition, last, key)));
        var next = rows.Length == RowsPerPage ? rows[^1].Partition + " " + rows[^1].Key : null;
        return Task.FromResult(new Page(rows, next));
    }

    private IEnumerable<Row> ReadRange(
        string table, string partition, string from, string below, CancellationToken cancellationToken)
    {
        if (empty.Contains(table, partition, from, below))
        {
            yield break;
        }

        var written = empty.Written;
        var start = from;
        ImmutableArray<Row> rows;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = database.Read(s => ReadAll(s.Query(RangeQuery, table, partition, start, below)));
            foreach (var row in rows)
            {
                yield return row;
            }

            // No key has a space, so none is between the last one and this.
            start = rows is [.., var last] ? last.Key + " " : start;
        }
        while (rows.Length == RowsPerPiece);

        if (rows.IsEmpty && start == from)
        {
            empty.Add(table, partition, from, below, written);
        }
    }

    private static ImmutableArray<Row> ReadAll(SqliteDataReader reader)
    {
        using (reader)
        {
            var rows = ImmutableArray.CreateBuilder<Row>();
            while (reader.Read())
            {
                rows.Add(Read(reader, reader.GetString(3), reader.GetString(2)));
            }

            return rows.DrainToImmutable();
        }
    }

    private static Row Read(SqliteDataReader reader, string partition, string key) => new(
        partition, key, FieldsCodec.Decode(reader.GetFieldValue<byte[]>(1)), reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));
}
