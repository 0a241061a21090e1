using System.Globalization;
using Loyalty.Functions.Storage;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>A write as a statement, its fields encoded, and the answer where the statement finds no row to change.</summary>
internal readonly record struct SqliteRowWrite(string Sql, string Key, byte[]? Fields, long? ETag, CommitResult Refusal)
{
    private const string Insert = """
        INSERT INTO rows (tbl, partition, key, etag, fields) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """;

    private const string Put = """
        INSERT INTO rows (tbl, partition, key, etag, fields) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET etag = excluded.etag, fields = excluded.fields
        """;

    private const string Replace = """
        UPDATE rows SET etag = ?4, fields = ?5 WHERE tbl = ?1 AND partition = ?2 AND key = ?3 AND etag = ?6
        """;

    private const string Delete = "DELETE FROM rows WHERE tbl = ?1 AND partition = ?2 AND key = ?3 AND etag = coalesce(?4, etag)";

    public static SqliteRowWrite Of(Write write) => write switch
    {
        Write.Insert w => new(Insert, w.Key, FieldsCodec.Encode(w.Fields), null, new CommitResult.AlreadyExists(w.Key)),
        Write.Put w => new(Put, w.Key, FieldsCodec.Encode(w.Fields), null, new CommitResult.Changed(w.Key)),
        Write.Replace w => new(Replace, w.Key, FieldsCodec.Encode(w.Fields), Parse(w.ETag), new CommitResult.Changed(w.Key)),
        Write.Delete w => new(Delete, w.Key, null, w.ETag is { } etag ? Parse(etag) : null, new CommitResult.Changed(w.Key)),
        _ => throw new InvalidOperationException($"No write is a {write.GetType()}"),
    };

    /// <summary>Writes the row under its new ETag, or says that its condition does not hold.</summary>
    public bool Do(SqliteSession session, string table, string partition, long newETag) => 1 == (Fields, ETag) switch
    {
        (null, var etag) => session.Execute(Sql, table, partition, Key, etag),
        (_, null) => session.Execute(Sql, table, partition, Key, newETag, Fields),
        (_, var etag) => session.Execute(Sql, table, partition, Key, newETag, Fields, etag),
    };

    private static long Parse(string etag) => long.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);
}
