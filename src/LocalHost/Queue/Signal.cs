namespace Loyalty.LocalHost.Queue;

/// <summary>Wakes everybody who waits at that moment. Take <see cref="Next"/> first, look at the state, then wait for it: so
/// that nothing is missed in between.</summary>
internal sealed class Signal
{
    private TaskCompletionSource next = Create();

    public Task Next => Volatile.Read(ref next).Task;

    public void Raise() => Interlocked.Exchange(ref next, Create()).SetResult();

    // Whoever is woken must not run inside whoever raises.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
