using System.Collections.Concurrent;
using System.Text;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Members;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.LocalHost;
using Loyalty.Functions.Tests.Sending.Letters;
using Loyalty.LocalHost.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>The sweeps over a store in a temporary file, at noon of 2026-11-22 (UTC), with members who have an address and consent.
/// </summary>
internal sealed class SweepBench : IAsyncDisposable
{
    public const string WinBack =
        """{ "from": "hello@example.com", "winBack": { "steps": [ { "afterDays": 45, "reward": "fiver" } ], "minVisits": 1 } }""";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    private SweepBench() => database = new SqliteDatabase(folder.File("store.db"));

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 11, 22, 12, 0));

    public WatchedStore Store { get; private set; } = null!;

    public PublishedProgram Program { get; private set; } = null!;

    public DueIndex Due { get; private set; } = null!;

    public Sweeps Sweeps { get; private set; } = null!;

    public TakingProvider Provider { get; } = new();

    public KeptLog<Sweeps> Log { get; } = new();

    public KeptLog<Walk> WalkLog { get; } = new();

    /// <summary>Every partition that was asked about since the last <see cref="Watch"/>.</summary>
    public ConcurrentQueue<string> Partitions { get; private set; } = [];

    public static async Task<SweepBench> StartAsync(string? messages = WinBack)
    {
        var bench = new SweepBench();
        bench.Store = new WatchedStore(await SqliteStore.OpenAsync(bench.database));
        bench.Program = new PublishedProgram(bench.Store, new StillTime());
        bench.Due = new DueIndex(bench.Store, bench.Clock, Options(new DueOptions()));
        bench.Sweeps = bench.NewHost();
        await bench.PublishAsync(messages);
        return bench;
    }

    /// <summary>The sweeps of a host that starts now.</summary>
    public Sweeps NewHost()
    {
        var links = new SealedLinks(
            Options(new LinkOptions { Keys = [new() { Id = "1", Secret = Convert.ToBase64String(new byte[32]) }] }),
            new PublicAddress(() => new("https://loyalty.example.com")));
        var look = new MemberLook(
            Commits,
            Judge,
            new MessageRows(Store),
            new LetterDesk(Store, SomeLetters.Writer, links, NullLogger<LetterDesk>.Instance),
            Program,
            Provider,
            new Pace(Options(new SendingOptions { PerMinute = 0, PerHour = 0 })),
            Due,
            Clock,
            NullLogger<MemberLook>.Instance);
        return new Sweeps(Due, new Watermarks(Store, Program), look, Options(new SendingOptions()), Clock, Log);
    }

    public Walk NewWalk() => new(Store, Changes, Program, Options(new DueOptions()), Clock, WalkLog);

    public async Task PublishAsync(string? messages) => Assert.IsType<Publication.Published>(
        await new Publisher(Program, Clock).PublishAsync(
            new(Encoding.UTF8.GetBytes($$"""
                {
                  "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
                  "tiers": { "window": { "kind": "lifetime" }, "levels": [
                    { "id": "bronze", "name": "Bronze" }, { "id": "silver", "name": "Silver", "spend": 100000, "reward": "fiver" } ] },
                  "rewards": { "fiver": { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 } } }
                  {{(messages is null ? "" : $", \"messages\": {messages}")}}
                }
                """)),
            CancellationToken.None));

    /// <summary>A member whose last visit was so many days ago.</summary>
    public Task AddAsync(string id, int daysAgo, long spend = 1000)
    {
        var member = MemberId.Parse(id);
        var at = Clock.GetCurrentInstant() - Duration.FromDays(daysAgo);
        var purchase = Some.Purchase(member: id) with { At = at, Amount = spend };
        return Changes.ChangeAsync(
            member,
            (_, _) => new(
                new()
                {
                    Id = member,
                    Profile = new() { Email = "ann@example.com" },
                    Consent = Consent.None.With(new ConsentWord(true, at), byCustomer: true),
                    History = HistoryOf(purchase),
                },
                []),
            CancellationToken.None);
    }

    /// <summary>A member comes again.</summary>
    public Task VisitAsync(string id, int daysAgo)
    {
        var purchase = Some.Purchase(member: id) with { At = Clock.GetCurrentInstant() - Duration.FromDays(daysAgo) };
        return Changes.ChangeAsync(
            MemberId.Parse(id),
            (before, _) => new(
                before! with { History = before!.History.Add(purchase.At.InUtc().Date, PurchaseLeft.Of(purchase, Refunds.None)) }, []),
            CancellationToken.None);
    }

    /// <summary>Many numbers that were merged into somebody's, whom nobody judges under them.</summary>
    public async Task AddMergedAsync(string id, int count)
    {
        foreach (var number in Enumerable.Range(0, count))
        {
            var merged = new Fields { { "mergedInto", id }, { "merge", "merge-1" }, { "mergeState", nameof(MergeState.Joined) } };
            await Store.CommitAsync(Tables.Members, $"{id}-{number:00000}", [new Write.Put("member", merged)], CancellationToken.None);
        }
    }

    public Task AddAsync(IEnumerable<string> ids, int daysAgo) => Parallel.ForEachAsync(
        ids, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (id, _) => await AddAsync(id, daysAgo));

    /// <summary>Makes a member's row one that cannot be read.</summary>
    public async Task DamageAsync(string id) => await Store.CommitAsync(
        Tables.Members, id, [new Write.Put("member", new Fields { { "history0", "damaged"u8.ToArray() } })], CancellationToken.None);

    public Task RunAsync(Sweep sweep = Sweep.WinBackOffers) => Sweeps.RunAsync(sweep, CancellationToken.None);

    /// <summary>Forgets what was asked of the store, and listens from here on.</summary>
    public void Watch()
    {
        Partitions = [];
        Store.Forget();
        Store.IsDown = partition =>
        {
            Partitions.Enqueue(partition);
            return false;
        };
    }

    /// <summary>The hours that a sweep has looked into since the last <see cref="Watch"/>, rising.</summary>
    public IReadOnlyList<Instant> HoursOf(Sweep sweep) =>
    [
        .. Partitions
            .Select(partition => partition.Split(':'))
            .Where(parts => parts.Length == 3 && parts[0] == sweep.ToString())
            .Select(parts => Instant.FromUnixTimeSeconds(long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) * 3600))
            .Distinct()
            .Order(),
    ];

    /// <summary>Every hint that is there, but those by which staff find a new member: partition, member and instant.</summary>
    public async Task<IReadOnlyList<string>> HintsAsync()
    {
        var page = await Store.ReadPageAsync(Tables.Due, null, null, CancellationToken.None);
        Assert.Null(page.Continuation);
        return
        [
            .. page.Rows
                .Where(row => row.Fields.Text("due") is not null && !row.Partition.StartsWith(nameof(Sweep.Finder), StringComparison.Ordinal))
                .Select(row => $"{row.Partition} {row.Key} {row.Fields.Text("due")}"),
        ];
    }

    /// <summary>The watermark that is stored for a sweep, or null.</summary>
    public async Task<Instant?> StoredMarkAsync(Sweep sweep) =>
        await Store.ReadAsync(Tables.Due, "watermark", sweep.ToString(), CancellationToken.None) is { } row
            ? InstantPattern.ExtendedIso.Parse(row.Fields.Text("hour")!).Value
            : null;

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await database.DisposeAsync();
        folder.Dispose();
    }

    private MemberChanges Changes => new(Commits, Judge, new Lookups(Store, Some.Hashes), Program, Clock);

    private MemberCommits Commits => new(Store, Due, new Budgets(Store, Clock), new ErasedMarks(Store, Some.Hashes), Clock);

    private Judge Judge => new(new RewardCodes(Store), new Budgets(Store, Clock));

    private static History HistoryOf(Purchase purchase) =>
        History.Empty.Add(purchase.At.InUtc().Date, PurchaseLeft.Of(purchase, Refunds.None));

    private static Microsoft.Extensions.Options.IOptions<T> Options<T>(T options)
        where T : class => Microsoft.Extensions.Options.Options.Create(options);
}
