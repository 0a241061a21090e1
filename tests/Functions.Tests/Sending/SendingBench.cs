using System.Text;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>The intake and the timers as the product puts them together, over a store in memory, a provider that keeps what it
/// takes, and a clock that the test moves.</summary>
internal sealed class SendingBench : IAsyncDisposable
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private static readonly (string Name, Sweep Sweep, Duration Every)[] Timers =
    [
        (nameof(SendReminders), Sweep.Reminders, Minute * 60),
        (nameof(SendThankYouNotes), Sweep.ThankYouNotes, Minute * 5),
        (nameof(SendTierRewards), Sweep.TierRewards, Minute),
        (nameof(SendWinBackOffers), Sweep.WinBackOffers, Minute * 60),
    ];

    private const string RewardRows = "reward:";

    // Compiling them takes longer than most tests.
    private static readonly Lazy<LetterTemplates> Templates =
        new(() => LetterTemplates.Load(Path.Combine(AppContext.BaseDirectory, "config", "templates")));

    private readonly ServiceProvider services;
    private readonly Dictionary<Sweep, Instant> lastRuns = [];

    private SendingBench(Instant start, IReadOnlyDictionary<string, string?>? settings)
    {
        Clock = new(start);
        Mail = new(Clock);
        Store = new(Memory);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("Keys:0:Name", "till"), new("Keys:0:Scope", "pos"), new("Keys:0:Sha256", new string('0', 64)),
                new("Lookups:Keys:0:Secret", Convert.ToBase64String(new byte[32])),
                new("Links:Keys:0:Id", "k"), new("Links:Keys:0:Secret", Convert.ToBase64String(new byte[32])),
                new("Due:Shards", "1"), new("Sending:PerMinute", "0"), new("Sending:PerHour", "0"),
                new("Sending:MembersAtOnce", "1"),
            ])
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddLoyalty(configuration)
            .AddSingleton(_ => Templates.Value)
            .AddSingleton<IClock>(Clock)
            .AddSingleton<IStore>(Store)
            .AddSingleton<IEmailProvider>(Mail)
            .AddSingleton<ServiceBusSender>(_ => throw new InvalidOperationException("Nothing is posted here."))
            .AddSingleton(new PublicAddress(() => new Uri("https://shop.example.com")))
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; }

    public MailBag Mail { get; }

    public MemoryStore Memory { get; } = new();

    public WatchedStore Store { get; }

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>The order in which timers run that are due together; that of their names without it.</summary>
    public Func<IEnumerable<string>, IEnumerable<string>> Order { get; set; } = names => names;

    public static async Task<SendingBench> StartAsync(
        string program, string start, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var bench = new SendingBench(InstantPattern.ExtendedIso.Parse(start).Value, settings);
        await bench.PublishAsync(program);
        return bench;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task PublishAsync(string program) => Assert.True(await TryPublishAsync(program));

    /// <summary>Publishes a program that differs from the newest, and walks over all members.</summary>
    public async Task<bool> TryPublishAsync(string program)
    {
        var publication = await Get<Publisher>().PublishAsync(new(Encoding.UTF8.GetBytes(program)), CancellationToken.None);
        Assert.False(publication is Publication.Refused, publication.ToString());
        await Get<Walk>().StepAsync(CancellationToken.None);
        return publication is Publication.Published;
    }

    public Task EnrolAsync(Profile profile, string member = "m-1") => Get<MemberChanges>().ChangeAsync(
        MemberId.Parse(member),
        (before, now) => (before ?? new Member { Id = MemberId.Parse(member) }) is var known
            ? new(known with { Profile = profile.Following(known.Profile, now) }, [])
            : null,
        CancellationToken.None);

    /// <summary>Enrols a member with an address and consent.</summary>
    public async Task EnrolAsync(string member = "m-1")
    {
        await EnrolAsync(new Profile { Name = "Ann", Email = $"{member}@example.com" }, member);
        await ConsentAsync(true, member);
    }

    public Task ConsentAsync(bool granted, string member = "m-1", bool byCustomer = false) => Get<MemberChanges>().ChangeAsync(
        MemberId.Parse(member),
        (before, now) =>
        {
            var known = before ?? new Member { Id = MemberId.Parse(member) };
            var fact = new ConsentFact(granted, now, "News by e-mail", byCustomer ? ConsentFact.Customer : "till", byCustomer);
            return new(known with { Consent = fact.AddTo(known.Consent) }, []);
        },
        CancellationToken.None);

    /// <summary>Changes a member where there is one.</summary>
    public Task ChangeAsync(Func<Member, Member> change, string member = "m-1") => Get<MemberChanges>().ChangeAsync(
        MemberId.Parse(member), (before, _) => before is null ? null : new(change(before), []), CancellationToken.None);

    /// <summary>Counts events of one member, one by one.</summary>
    public async Task CountAsync(params IEnumerable<PurchaseEvent> events)
    {
        foreach (var one in events)
        {
            var outcomes = await Get<Intake>().CountAsync(one.Member, [new ReceivedEvent(one, "EUR")], CancellationToken.None);
            Assert.Equal(Outcome.Counted, outcomes[one.Id]);
        }
    }

    /// <summary>Buys now.</summary>
    public Task BuyAsync(string id, long amount = 1000, string member = "m-1") =>
        CountAsync(Some.Purchase(id, amount, InstantPattern.ExtendedIso.Format(Now), member));

    /// <summary>Runs one timer at this instant.</summary>
    public Task RunAsync(Sweep sweep) => RunAsync(Timers.First(timer => timer.Sweep == sweep).Name);

    /// <summary>Lets the time pass: every timer that finds something runs at its own instants. A run that would find no hint is left
    /// out.</summary>
    public async Task PassToAsync(Instant end)
    {
        while (NextTicks() is [var first, ..] next && first.At <= end)
        {
            var together = next.Where(tick => tick.At == first.At).Select(tick => tick.Name).ToList();
            Clock.Reset(Instant.Max(first.At, Now));
            foreach (var name in Order(together.Order(StringComparer.Ordinal)))
            {
                await RunAsync(name);
            }
        }

        Clock.Reset(Instant.Max(end, Now));
    }

    public Task PassToAsync(string end) => PassToAsync(InstantPattern.ExtendedIso.Parse(end).Value);

    public Task PassAsync(Duration duration) => PassToAsync(Now + duration);

    /// <summary>What the rows of messages say, in the order in which they were decided.</summary>
    public IReadOnlyList<StoredMessage> Messages(string member = "m-1") =>
    [
        .. Memory.All(Tables.Members)
            .Where(row => row.Partition == member && row.Key.StartsWith("message:", StringComparison.Ordinal))
            .Select(MessageRow.Read)
            .OrderBy(message => message.DecidedAt)
            .ThenBy(message => message.SentAt)
            .ThenBy(message => message.Occasion.Kind)
            .ThenBy(message => message.Id.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>The messages that were sent, as <c>winBack 2026-01-05:45 at 2026-02-19T09:00:00Z</c>.</summary>
    public IReadOnlyList<string> Sent(string member = "m-1") =>
    [
        .. Messages(member)
            .Where(message => message.Status == MessageStatus.Sent)
            .OrderBy(message => message.SentAt)
            .Select(message => $"{message.Occasion.Kind.Name()} {message.Occasion.Id} at {InstantPattern.General.Format(message.SentAt!.Value)}"),
    ];

    /// <summary>How messages stand, as <c>winBack 2026-01-05:45 past</c>.</summary>
    public IReadOnlyList<string> Statuses(string member = "m-1") =>
        [.. Messages(member).Select(message => $"{message.Occasion.Kind.Name()} {message.Occasion.Id} {message.Status.ToString().ToLowerInvariant()}")];

    public async Task<Member> MemberAsync(string member = "m-1") =>
        await new MemberReader(Memory).FindAsync(member, CancellationToken.None) ?? throw new InvalidOperationException("No such member.");

    /// <summary>The rewards that were issued, as <c>winBack:45 coffee on 2026-02-19</c>, with <c>revoked</c> where they were.</summary>
    public IReadOnlyList<string> Rewards(string member = "m-1") =>
    [
        .. Memory.All(Tables.Members)
            .Where(row => row.Partition == member && row.Key.StartsWith(RewardRows, StringComparison.Ordinal))
            .OrderBy(row => row.Fields.Text("issuedAt"), StringComparer.Ordinal)
            .Select(Shown),
    ];

    /// <summary>The reward of a code, shown so.</summary>
    public string RewardOf(string code, string member = "m-1") =>
        Shown(Memory.All(Tables.Members).Single(row => row.Partition == member && row.Key == RewardRows + code));

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task RunAsync(string name)
    {
        lastRuns[Timers.First(timer => timer.Name == name).Sweep] = Now;
        await (name switch
        {
            nameof(SendTierRewards) => ActivatorUtilities.CreateInstance<SendTierRewards>(services)
                .RunAsync(new TimerInfo(), CancellationToken.None),
            nameof(SendThankYouNotes) => ActivatorUtilities.CreateInstance<SendThankYouNotes>(services)
                .RunAsync(new TimerInfo(), CancellationToken.None),
            nameof(SendWinBackOffers) => ActivatorUtilities.CreateInstance<SendWinBackOffers>(services)
                .RunAsync(new TimerInfo(), CancellationToken.None),
            _ => ActivatorUtilities.CreateInstance<SendReminders>(services).RunAsync(new TimerInfo(), CancellationToken.None),
        });
    }

    private static string Shown(Row row) =>
        $"{row.Fields.Text("key")} {row.Fields.Text("reward")} on {row.Fields.Text("issuedAt")![..10]}"
        + (row.Fields.Text("revokedAt") is null ? "" : " revoked");

    private List<(string Name, Instant At)> NextTicks()
    {
        var hints = Memory.All(Tables.Due).Where(row => row.Fields.Text("due") is not null).ToLookup(
            row => Enum.Parse<Sweep>(row.Partition.Split(':')[0]),
            row => InstantPattern.ExtendedIso.Parse(row.Fields.Text("due")!).Value);
        return
        [
            .. Timers
                .Where(timer => hints.Contains(timer.Sweep))
                .Select(timer => (timer.Name, Tick(timer.Every, Instant.Max(hints[timer.Sweep].Min(), Now), lastRuns.GetValueOrDefault(timer.Sweep, Instant.MinValue))))
                .OrderBy(tick => tick.Item2),
        ];
    }

    /// <summary>The first of a timer's instants from one on that is after its last run.</summary>
    private static Instant Tick(Duration every, Instant from, Instant lastRun)
    {
        var seconds = (long)every.TotalSeconds;
        var tick = Instant.FromUnixTimeSeconds((from.ToUnixTimeSeconds() + seconds - 1) / seconds * seconds);
        tick = tick < from ? tick + every : tick;
        return tick <= lastRun ? tick + every : tick;
    }
}
