using Microsoft.Data.Sqlite;

namespace Loyalty.Benchmarks.Intake;

/// <summary>A bare loop over SQLite: for each event a read and a durable transaction of its own, of rows as the product stored
/// them.</summary>
internal sealed class BareSqlite : IContender
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand read;
    private readonly SqliteCommand write;
    private readonly byte[] memberFields;
    private readonly byte[] eventFields;

    private BareSqlite(SqliteConnection connection, byte[] memberFields, byte[] eventFields)
    {
        this.connection = connection;
        this.memberFields = memberFields;
        this.eventFields = eventFields;
        read = Prepare("SELECT etag, fields FROM rows WHERE tbl = 'members' AND partition = $partition AND key = 'member'");
        write = Prepare("""
            INSERT INTO rows VALUES ('members', $partition, $key, $etag, $fields)
            ON CONFLICT DO UPDATE SET etag = excluded.etag, fields = excluded.fields
            """);
    }

    /// <summary>A loop in a file of its own, with the rows of an event that the product has in another.</summary>
    public static BareSqlite Open(string path, string productPath, SampleEvent sample)
    {
        using var product = Connect(productPath);
        var (member, ofEvent) = (Fields(product, sample.Member, "member"), Fields(product, sample.Member, $"event:{sample.Id}"));
        var connection = Connect(path);
        using var setup = connection.CreateCommand();
        setup.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE rows (
              tbl TEXT NOT NULL, partition TEXT NOT NULL, key TEXT NOT NULL, etag INTEGER NOT NULL, fields BLOB NOT NULL,
              PRIMARY KEY (tbl, partition, key)) WITHOUT ROWID
            """;
        setup.ExecuteNonQuery();
        return new(connection, member, ofEvent);
    }

    public Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken)
    {
        foreach (var sample in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var etag = Read(sample.Member) + 1;
            using var transaction = connection.BeginTransaction();
            Write(transaction, sample.Member, "member", etag, memberFields);
            Write(transaction, sample.Member, $"event:{sample.Id}", etag, eventFields);
            transaction.Commit();
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        read.Dispose();
        write.Dispose();
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private long Read(string member)
    {
        read.Parameters["$partition"].Value = member;
        using var row = read.ExecuteReader();
        return row.Read() && row.GetFieldValue<byte[]>(1).Length > 0 ? row.GetInt64(0) : 0;
    }

    private void Write(SqliteTransaction transaction, string member, string key, long etag, byte[] fields)
    {
        write.Transaction = transaction;
        write.Parameters["$partition"].Value = member;
        write.Parameters["$key"].Value = key;
        write.Parameters["$etag"].Value = etag;
        write.Parameters["$fields"].Value = fields;
        write.ExecuteNonQuery();
    }
    private SqliteCommand Prepare(string text)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the two constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in new[] { "$partition", "$key", "$etag", "$fields" }.Where(text.Contains))
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static byte[] Fields(SqliteConnection product, string partition, string key)
    {
        using var command = product.CreateCommand();
        command.CommandText = "SELECT fields FROM rows WHERE tbl = 'members' AND partition = $partition AND key = $key";
        command.Parameters.AddWithValue("$partition", partition);
        command.Parameters.AddWithValue("$key", key);
        return (byte[])command.ExecuteScalar()!;
    }
}
