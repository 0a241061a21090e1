namespace Loyalty.LocalHost.Queue;

/// <summary>Wakes everybody who waits at that moment. Take <see cref="Next"/> first, look at the state, then wait for it: so
/// that nothing is missed in between.</summary>
internal sealed class Signal
{
    private TaskCompletionSource next = Create();

    public Task Next => Volatile.Read(ref next).Task;

    public void Raise() => Interlocked.Exchange(ref next, Create()).SetResult();

    /// <summary>Waits for a signal that was taken, or until a moment where there is one.</summary>
    public static async Task WaitAsync(Task signal, DateTimeOffset? until, TimeProvider wall, CancellationToken cancellationToken)
    {
        if (until is null)
        {
            await signal.WaitAsync(cancellationToken);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = until.Value - wall.GetUtcNow();
        if (delay > TimeSpan.Zero)
        {
            await Task.WhenAny(signal, Task.Delay(delay, wall, over.Token));
            await over.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // Whoever is woken must not run inside whoever raises.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
