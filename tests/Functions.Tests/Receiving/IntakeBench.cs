using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Members;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.LocalHost;
using Loyalty.LocalHost.Sqlite;
using NodaTime;
using NodaTime.Testing;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>The intake over a store in a temporary file, which the test watches, on a clock that it moves.</summary>
internal sealed class IntakeBench : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    private IntakeBench() => database = new SqliteDatabase(folder.File("store.db"));

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 11, 22, 12, 0));

    public WatchedStore Store { get; private set; } = null!;

    public PublishedProgram Program { get; private set; } = null!;

    public Intake Intake { get; private set; } = null!;

    public static async Task<IntakeBench> StartAsync(ReadOnlyMemory<byte>? program = null)
    {
        var bench = new IntakeBench();
        bench.Store = new WatchedStore(await SqliteStore.OpenAsync(bench.database));
        bench.Program = new PublishedProgram(bench.Store, TimeProvider.System);
        bench.Intake = bench.IntakeOf(bench.Program);
        await bench.PublishAsync(program ?? Some.Program());
        return bench;
    }

    /// <summary>The intake of a host that knows a program.</summary>
    public Intake IntakeOf(PublishedProgram program)
    {
        var due = new DueIndex(Store, Clock, Microsoft.Extensions.Options.Options.Create(new DueOptions { Shards = 1 }));
        var budgets = new Budgets(Store, Clock);
        return new(
            Store, new MemberCommits(Store, due, budgets, new ErasedMarks(Store, Some.Hashes), Clock), new Judge(new RewardCodes(Store), budgets), program, Clock);
    }

    public async Task PublishAsync(ReadOnlyMemory<byte> document)
    {
        Assert.IsType<Publication.Published>(await new Publisher(Program, Clock).PublishAsync(new(document), CancellationToken.None));
        Store.Forget();
    }

    /// <summary>Counts events of one member in one batch.</summary>
    public Task<IReadOnlyDictionary<EventId, Outcome>> CountAsync(params PurchaseEvent[] events) =>
        Intake.CountAsync(
            events[0].Member, events.Select(purchaseEvent => new ReceivedEvent(purchaseEvent, "EUR")), CancellationToken.None);

    /// <summary>Counts one event.</summary>
    public async Task<Outcome> CountOneAsync(PurchaseEvent purchaseEvent) => (await CountAsync(purchaseEvent))[purchaseEvent.Id];

    /// <summary>Counts again and again as a queue does, until the store lets it.</summary>
    public async Task DeliverAsync(params PurchaseEvent[] events)
    {
        for (var delivery = 1; ; delivery++)
        {
            try
            {
                await CountAsync(events);
                return;
            }
            catch (StoreUnavailableException) when (delivery < 50)
            {
                // It comes again.
            }
        }
    }

    /// <summary>Has another host count an event just before a call to the store, by its number from now.</summary>
    public void CountBeforeCall(int number, PurchaseEvent purchaseEvent)
    {
        Store.Forget();
        Store.Faults = (call, _) =>
        {
            if (call == number)
            {
                Store.Faults = (_, _) => WatchedStore.Fault.None;
                Assert.Equal(Outcome.Counted, Task.Run(() => CountOneAsync(purchaseEvent)).GetAwaiter().GetResult());
            }

            return WatchedStore.Fault.None;
        };
    }

    public async Task<Member> MemberAsync(string id = "m-1") =>
        await new MemberReader(Store).FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("No such member.");

    /// <summary>The rows of a member whose keys begin so, in order.</summary>
    public ValueTask<List<Row>> RowsAsync(string prefix, string member = "m-1") =>
        Store.ReadRangeAsync(Tables.Members, member, prefix, prefix + "~", CancellationToken.None).ToListAsync();

    /// <summary>The history that the events come to, whoever counts them.</summary>
    public async Task<byte[]> FoldedAsync(params PurchaseEvent[] events)
    {
        var set = new EventSet();
        foreach (var purchaseEvent in events)
        {
            set.Add(purchaseEvent);
        }

        return set.HistoryOf(events[0].Member, (await Program.VersionsAsync(CancellationToken.None)).Newest).Pack();
    }

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await database.DisposeAsync();
        folder.Dispose();
    }
}
