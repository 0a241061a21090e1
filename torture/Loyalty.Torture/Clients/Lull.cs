namespace Loyalty.Torture.Clients;

/// <summary>A while in which tills have nothing to post, so that the queue becomes empty and the clock can move.</summary>
internal sealed class Lull
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private volatile Task over = Task.CompletedTask;

    /// <summary>Begins one, which ends with what it waits for.</summary>
    public async Task DuringAsync(Func<Task> work)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        over = end.Task;
        try
        {
            await work();
        }
        finally
        {
            end.SetResult();
        }
    }

    /// <summary>Until it is over, or a till loses its patience.</summary>
    public Task WaitAsync() => Task.WhenAny(over, Task.Delay(Longest));
}
