using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Clock;
using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Mail;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Queue;
using Loyalty.LocalHost.Stores;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Loyalty.LocalHost.Hosting;

/// <summary>What a host opens before it serves, and closes after it: in the opposite order, the hold on the folder last.</summary>
internal sealed class HostParts : IAsyncDisposable
{
    private HostParts(DataFolder folder, ApiKeys keys, IClock clock, OpenStore store, DurableQueue queue, MailFolder mail)
    {
        Folder = folder;
        Keys = keys;
        Clock = clock;
        Store = store;
        Queue = queue;
        Mail = mail;
    }

    public DataFolder Folder { get; }

    public ApiKeys Keys { get; }

    public IClock Clock { get; }

    public OpenStore Store { get; }

    public DurableQueue Queue { get; }

    public MailFolder Mail { get; }

    public static async Task<HostParts> OpenAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var folder = DataFolder.Open(options.Data);
        IClock? clock = null;
        OpenStore? store = null;
        try
        {
            var kept = KeyFile.Open(folder.File("keys.json"));
            var keys = kept with { Pos = options.PosKey ?? kept.Pos, Staff = options.StaffKey ?? kept.Staff };
            clock = OpenClock(options, folder);
            store = await OpenStore.OpenAsync(options.Store, folder, options.OutlastsPower, cancellationToken);
            var queue = await DurableQueue.OpenAsync(folder.File("queue.db"), clock, TimeProvider.System, options.OutlastsPower);
            return new HostParts(folder, keys, clock, store, queue, new MailFolder(folder.File("mail"), clock));
        }
        catch (Exception exception)
        {
            await (store?.DisposeAsync() ?? ValueTask.CompletedTask);
            (clock as IDisposable)?.Dispose();
            folder.Dispose();
            if (exception is SqliteException or StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                throw new CannotStartException($"What is in the data folder {folder.Path} cannot be opened: {exception.Message}", exception);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        await Store.DisposeAsync();
        (Clock as IDisposable)?.Dispose();
        Folder.Dispose();
    }

    private static IClock OpenClock(LocalHostOptions options, DataFolder folder)
    {
        if (options.Clock is { } start)
        {
            return SimulatedClock.Open(folder.File("clock"), start);
        }

#pragma warning disable RS0030 // The composition root chooses the clock, and this is it.
        return SystemClock.Instance;
#pragma warning restore RS0030
    }
}
