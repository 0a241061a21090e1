namespace Loyalty.LocalHost.Sqlite;

/// <summary>A piece of work that waits for its group, and the caller who waits for it.</summary>
internal abstract class SqliteWork
{
    public abstract void Do(SqliteSession session);

    /// <summary>Notes that the work threw and was rolled back; its caller hears of it with the others of the group.</summary>
    public abstract void Refuse(Exception exception);

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class SqliteWork<T>(Func<SqliteSession, T> work) : SqliteWork
{
    // Callers must not go on inside whoever writes: everybody else would wait for them.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? refusal;

    public Task<T> Task => completion.Task;

    public override void Do(SqliteSession session) => result = work(session);

    public override void Refuse(Exception exception) => refusal = exception;

    public override void Complete()
    {
        if (refusal is null)
        {
            completion.SetResult(result!);
        }
        else
        {
            completion.SetException(refusal);
        }
    }

    public override void Fail(Exception exception) => completion.SetException(exception);
}
