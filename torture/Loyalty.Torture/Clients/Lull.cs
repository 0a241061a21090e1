namespace Loyalty.Torture.Clients;

/// <summary>A while in which nobody brings the shop anything new, so that its clock can move by many hours at once.</summary>
internal sealed class Lull : IDisposable
{
    private const int MostAtWork = 16;

    private readonly SemaphoreSlim places = new(MostAtWork);

    /// <summary>Something that keeps a lull from beginning, and waits for the end of one.</summary>
    public async Task WorkAsync(Func<Task> work)
    {
        await places.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Something that wants a lull.</summary>
    public async Task DuringAsync(Func<Task> work)
    {
        for (var place = 0; place < MostAtWork; place++)
        {
            await places.WaitAsync();
        }

        try
        {
            await work();
        }
        finally
        {
            places.Release(MostAtWork);
        }
    }

    public void Dispose() => places.Dispose();
}
