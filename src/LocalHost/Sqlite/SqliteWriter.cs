using System.Collections.Concurrent;
using Loyalty.Functions.Storage;
using Microsoft.Data.Sqlite;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>
/// Commits in groups: one thread takes the work that waits, does it in one transaction, and tells the callers once that is on
/// the disk. What arrives meanwhile is the next group, so the more callers there are, the less each commit costs them.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Bounds how long the first of a group waits for the last, and how much a failing disk takes with it.
    private const int WorkPerGroup = 256;

    private readonly Func<SqliteSession> open;
    private readonly BlockingCollection<SqliteWork> waiting = [];
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? session;

    public SqliteWriter(Func<SqliteSession> open)
    {
        this.open = open;
        session = open();
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var queued = new SqliteWork<T>(work);
        try
        {
            waiting.Add(queued);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }

        return queued.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.CompleteAdding();
        await finished.Task;
    }

    private void Run()
    {
        try
        {
            var group = new List<SqliteWork>(WorkPerGroup);
            foreach (var first in waiting.GetConsumingEnumerable())
            {
                group.Add(first);
                while (group.Count < WorkPerGroup && waiting.TryTake(out var next))
                {
                    group.Add(next);
                }

                Commit(group);
                group.Clear();
            }

            session?.Dispose();
        }
        finally
        {
            finished.SetResult();
        }
    }

    private void Commit(List<SqliteWork> group)
    {
        try
        {
            session ??= open();
            session.Execute("BEGIN IMMEDIATE");
            foreach (var work in group)
            {
                DoAlone(work, session);
            }

            session.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            // Closing the connection rolls back whatever is left of the transaction; the next group opens another one.
            session?.Dispose();
            session = null;
            foreach (var work in group)
            {
                work.Fail(new StoreUnavailableException("The database could not be written: " + exception.Message, exception));
            }

            return;
        }

        foreach (var work in group)
        {
            work.Complete();
        }
    }

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
