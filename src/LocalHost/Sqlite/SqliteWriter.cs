using Loyalty.Functions;
using Loyalty.Functions.Storage;
using Microsoft.Data.Sqlite;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>
/// Commits in groups: one thread takes the work that waits, does it in one transaction, and tells the callers once that is on
/// the disk. What arrives meanwhile is the next group, so the more callers there are, the less each commit costs them. Where nobody
/// waits for the disk, a caller who finds no other writing is that thread: to wake another one costs more than to write.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Bounds how long the first of a group waits for the last, and how much a failing disk takes with it.
    private const int WorkPerGroup = 256;

    private readonly Func<SqliteSession> open;
    private readonly bool waitsForDisk;

    // A plain queue: a blocking collection spins before it sleeps, a thousand times a second in vain.
    private readonly Queue<SqliteWork> waiting = [];
    private readonly List<SqliteWork> group = new(WorkPerGroup);
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? session;
    private bool isWriting;
    private bool isClosed;
    private long written;

    public SqliteWriter(Func<SqliteSession> open, bool waitsForDisk)
    {
        this.open = open;
        this.waitsForDisk = waitsForDisk;
        session = open();
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    /// <summary>How many groups there were, each counted when it is in the file, and before any of its callers hears of it.</summary>
    public long Written => Interlocked.Read(ref written);

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var queued = new SqliteWork<T>(work);
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteDatabase));
            waiting.Enqueue(queued);
            if (waitsForDisk || isWriting)
            {
                Monitor.Pulse(waiting);
                return queued.Task;
            }

            Take();
        }

        CommitTaken();
        return queued.Task;
    }

    public async ValueTask DisposeAsync()
    {
        lock (waiting)
        {
            isClosed = true;
            Monitor.Pulse(waiting);
        }

        await finished.Task;
    }

    private void Run()
    {
        try
        {
            while (WaitForWork())
            {
                CommitTaken();
            }

            session?.Dispose();
        }
        finally
        {
            finished.SetResult();
        }
    }

    /// <summary>Waits until there is work and nobody else does it, and takes it; false once there is none and none will come.</summary>
    private bool WaitForWork()
    {
        lock (waiting)
        {
            while (isWriting || (waiting.Count == 0 && !isClosed))
            {
                Monitor.Wait(waiting);
            }

            Take();
            return group.Count > 0;
        }
    }

    private void Take()
    {
        isWriting = true;
        while (group.Count < WorkPerGroup && waiting.TryDequeue(out var work))
        {
            group.Add(work);
        }
    }

    private void CommitTaken()
    {
        Commit();
        group.Clear();
        lock (waiting)
        {
            isWriting = false;
            if (waiting.Count > 0 || isClosed)
            {
                Monitor.Pulse(waiting);
            }
        }
    }

    private void Commit()
    {
        try
        {
            session ??= open();
            if (group is [var only])
            {
                DoAlone(only, session);
            }
            else
            {
                session.Execute("BEGIN IMMEDIATE");
                foreach (var work in group)
                {
                    DoAlone(work, session);
                }

                session.Execute("COMMIT");
            }
        }
        catch (Exception exception)
        {
            // Closing the connection rolls back whatever is left of the transaction; the next group opens another one.
            session?.Dispose();
            session = null;
            Interlocked.Increment(ref written);
            foreach (var work in group)
            {
                Telemetry.Outage();
                work.Fail(new StoreUnavailableException("The database could not be written: " + exception.Message, exception));
            }

            return;
        }

        Interlocked.Increment(ref written);
        foreach (var work in group)
        {
            work.Complete();
        }
    }

    // Outside a transaction a savepoint is one, and releasing it commits.
    private static void DoAlone(SqliteWork work, SqliteSession session)
    {
        session.Execute("SAVEPOINT work");
        try
        {
            work.Do(session);
        }
        catch (Exception exception) when (exception is not SqliteException failed || !SqliteDatabase.IsUnavailable(failed))
        {
            session.Undo();
            work.Refuse(exception);
        }

        session.Execute("RELEASE work");
    }
}
