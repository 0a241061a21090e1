using System.Collections.Concurrent;
using Loyalty.Functions;
using Loyalty.Functions.Storage;
using Microsoft.Data.Sqlite;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>
/// One database file: writes go through one connection and are committed in groups, reads run beside them on connections of
/// their own. A write that was answered is on the disk, also when the power fails.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    // Another process may hold the lock for a moment (a backup, a curious sqlite3 shell); longer than this is an outage.
    private const int LockTimeoutSeconds = 5;

    private readonly string connectionString;
    private readonly bool outlastsPower;
    private readonly SqliteWriter writer;
    private readonly ConcurrentBag<SqliteSession> readers = [];

    /// <summary>Opens the file, or makes it; the folder must be there.</summary>
    /// <param name="outlastsPower">False: what was answered outlasts the process and not the power, for what can be made again.</param>
    public SqliteDatabase(string path, bool outlastsPower = true)
    {
        this.outlastsPower = outlastsPower;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = LockTimeoutSeconds,
            Pooling = false,
        }.ToString();
        writer = new SqliteWriter(OpenForWriting, waitsForDisk: outlastsPower);
    }

    /// <summary>Rises whenever something may have been written: what was read while it stood still is still so.</summary>
    internal long Written => writer.Written;

    /// <summary>
    /// Does a piece of work inside the next transaction, one at a time, and completes when that is durable. Work that
    /// throws is rolled back alone and throws here. It must touch the database only, since it can still be rolled back after it
    /// returned: then this throws <see cref="StoreUnavailableException"/>.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work) => writer.WriteAsync(work);

    /// <summary>Reads what is committed, on the caller's thread.</summary>
    /// <exception cref="StoreUnavailableException">The file could not be read.</exception>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        SqliteSession? session = null;
        try
        {
            session = readers.TryTake(out var waiting) ? waiting : OpenForReading();
            var result = read(session);
            readers.Add(session);
            session = null;
            return result;
        }
        catch (SqliteException exception) when (IsUnavailable(exception))
        {
            Telemetry.Outage();
            throw new StoreUnavailableException("The database could not be read: " + exception.Message, exception);
        }
        finally
        {
            // A connection that failed is not used again.
            session?.Dispose();
        }
    }

    /// <summary>Finishes the writes that wait, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        while (readers.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    /// <summary>Whether it is the disk, the file or a lock that failed, and not the statement.</summary>
    internal static bool IsUnavailable(SqliteException exception) => exception.SqliteErrorCode
        is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED
        or SQLitePCL.raw.SQLITE_NOMEM or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN
        or SQLitePCL.raw.SQLITE_PROTOCOL or SQLitePCL.raw.SQLITE_INTERRUPT or SQLitePCL.raw.SQLITE_CORRUPT
        or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_PERM;

    private SqliteSession OpenForWriting() =>
        Open($"PRAGMA journal_mode=WAL; PRAGMA synchronous={(outlastsPower ? "FULL" : "OFF")}");

    private SqliteSession OpenForReading() => Open("PRAGMA query_only=ON");

    private SqliteSession Open(string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            session.Execute(pragmas);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
