using Loyalty.Functions.Storage;

namespace Loyalty.Storage.Tests.Contract;

/// <summary>What every store promises; each implementation runs all of it.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private static int partitions;

    // Tests share an emulator, so each has a partition of its own.
    private readonly string partition = "partition-" + Interlocked.Increment(ref partitions);

    private IStore Store { get; set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<IStore> OpenAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Fields Number(long number) => new() { { "number", number } };

    private Task<Row?> Read(string key) => Store.ReadAsync(Tables.Members, partition, key, Cancellation);

    private async Task<Row> ReadExisting(string key) => await Read(key) ?? throw new InvalidOperationException($"No row {key}");

    private Task<CommitResult> Commit(params Write[] writes) => Store.CommitAsync(Tables.Members, partition, writes, Cancellation);

    private async Task<Row> Inserted(string key, Fields? fields = null)
    {
        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Insert(key, fields ?? Number(1))));
        return await ReadExisting(key);
    }
}
