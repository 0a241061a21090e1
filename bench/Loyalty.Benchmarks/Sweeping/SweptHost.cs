using System.Diagnostics;
using Loyalty.Benchmarks.Costs;
using Loyalty.Benchmarks.Members;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Benchmarks.Sweeping;

/// <summary>A host whose clock stands still at noon and whose letters are taken at once: a win-back offer, with a reward and a letter, is
/// due for members whose last visit was 46 days ago, and later for those who came ten days ago.</summary>
internal sealed class SweptHost : IAsyncDisposable
{
    private const int DueAfterDays = 46;
    private const int LaterAfterDays = 10;

    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 12, 0);

    private static readonly byte[] Program = [.. """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "bronze", "name": "Bronze" } ] },
          "rewards": { "fiver": { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 } } },
          "messages": { "from": "hello@example.com", "winBack": { "steps": [ { "afterDays": 45, "reward": "fiver" } ], "minVisits": 1 } }
        }
        """u8];

    private readonly RunningHost host;
    private readonly CountingStore store;
    private readonly TakingProvider provider;

    private SweptHost(RunningHost host, CountingStore store, TakingProvider provider)
    {
        this.host = host;
        this.store = store;
        this.provider = provider;
    }

    /// <param name="choice">As the option --store has it.</param>
    public static async Task<SweptHost> StartAsync(string folder, string choice, CancellationToken cancellationToken)
    {
        var provider = new TakingProvider();
        var host = await Product.StartAsync(
            new LocalHostOptions { Port = 0, Data = folder, Store = choice, Clock = Noon },
            Program,
            services => services
                .AddSingleton<IStore>(new CountingStore(
                    (IStore)services.Last(service => service.ServiceType == typeof(IStore)).ImplementationInstance!))
                .AddSingleton<IEmailProvider>(provider),
            cancellationToken);
        return new(host, (CountingStore)host.Services.GetRequiredService<IStore>(), provider);
    }

    public Task WriteAsync(IEnumerable<string> names, bool isDue, CancellationToken cancellationToken)
    {
        var at = Noon - Duration.FromDays(isDue ? DueAfterDays : LaterAfterDays);
        return Population.WriteAsync(host, names, member => Make(member, at), cancellationToken);
    }

    /// <summary>The row "member" of one.</summary>
    public async Task<Row> RowAsync(string member, CancellationToken cancellationToken) =>
        (await store.ReadAsync(Tables.Members, member, "member", cancellationToken))!;

    /// <summary>Lets the timer of win-back offers look once.</summary>
    /// <param name="due">How many members it has to find.</param>
    public async Task<Swept> SweepAsync(int due, CancellationToken cancellationToken)
    {
        var (before, lettersBefore) = (Calls(), provider.Taken);
        var start = Stopwatch.GetTimestamp();
        await host.Services.GetRequiredService<Sweeps>().RunAsync(Sweep.WinBackOffers, cancellationToken);
        var took = Stopwatch.GetElapsedTime(start);
        var (after, letters) = (Calls(), provider.Taken - lettersBefore);
        return letters == due
            ? new(due, took, after.Reads - before.Reads, after.Commits - before.Commits, after.Rows - before.Rows)
            : throw new InvalidOperationException($"{letters} letters went out, and not {due}.");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private (long Reads, long Commits, long Rows) Calls() => (
        store.Calls.Sum(calls => calls.Read + calls.Query),
        store.Calls.Sum(calls => calls.Write + calls.Batch),
        store.Calls.Sum(calls => calls.Rows));

    private static Member Make(MemberId member, Instant at)
    {
        var purchase = new Purchase
        {
            Id = EventId.Parse("till-7-1"), Member = member, Store = StoreId.Parse("riga-1"), At = at, Amount = 1_000, Lines = [],
        };
        return new()
        {
            Id = member,
            Profile = new() { Email = "ann@example.com" },
            Consent = Consent.None.With(new ConsentWord(true, at), byCustomer: true),
            History = History.Empty.Add(at.InUtc().Date, PurchaseLeft.Of(purchase, Refunds.None)),
        };
    }
}
