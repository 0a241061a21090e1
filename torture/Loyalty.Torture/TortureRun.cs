using System.Diagnostics;
using Loyalty.FakeEmail;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;
using Loyalty.Torture.Checks;
using Loyalty.Torture.Clients;
using Loyalty.Torture.Faults;
using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture;

/// <summary>
/// One run: clients at a host, evil done to it, and in the end, when nobody disturbs it any more, what it has kept, redeemed and sent
/// held against what it acknowledged. What is done is drawn by a seed; what it meets is not, since all are processes of their own.
/// </summary>
public sealed class TortureRun : IAsyncDisposable
{
    private const int DrawnMembers = 80;
    private const int RealEventsPerMinute = 600;
    private const int PurchaseTills = 4;
    private const int RewardTills = 6;
    private const int DaysToSettle = 8;
    private const int SqliteQuietHours = 14;
    private const int AzuriteQuietHours = 3;

    private static readonly Instant Start = Instant.FromUtc(2011, 12, 12, 7, 0);

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-torture-").FullName;
    private readonly Acknowledged acknowledged = new();
    private readonly Tally tally = new();
    private readonly Lull lull = new();
    private readonly TortureOptions options;
    private readonly TextWriter said;
    private readonly FakeProvider provider;
    private readonly MoodyProvider mood;
    private readonly TableMishaps mishaps;
    private readonly ShopClient shop;
    private readonly List<string> members = [];
    private Purchases purchases = null!;
    private TorturedTables? tables;
    private TorturedHost host = null!;

    private TortureRun(TortureOptions options, TextWriter said, FakeProvider provider)
    {
        this.options = options;
        this.said = said;
        this.provider = provider;
        mood = new(options.Seed);
        provider.Answers = mood.Next;
        mishaps = new(Drawn(1), tally);
        shop = new(() => host.Address, tally);
    }

    private string ProgramFile => Path.Combine(data, "version-1.json");

    /// <summary>Runs it to the end, and leaves neither file nor process behind.</summary>
    /// <param name="said">Is told how it goes.</param>
    /// <exception cref="LocalHost.Azurite.AzuriteMissingException">It is to be on Azurite, and Node is not there.</exception>
    public static async Task<TortureOutcome> RunAsync(TortureOptions options, TextWriter said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(said);
        var watch = Stopwatch.StartNew();
        await using var provider = await FakeProvider.StartAsync();
        await using var run = new TortureRun(options, said, provider);
        await run.StartAsync(cancellationToken);
        await run.TortureAsync(cancellationToken);
        var until = await run.SettleAsync(cancellationToken);
        var result = await run.CompareAsync(until);
        return new(result.Findings, Report.Write(options, run.tally, result, Duration.FromTimeSpan(watch.Elapsed), until - Start));
    }

    public async ValueTask DisposeAsync()
    {
        shop.Dispose();
        lull.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (tables?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(data, recursive: true);
    }

    // Over the emulator each hour takes seconds, in which nobody brings the host anything.
    private Clock NewClock(int purpose) => new(
        shop, lull, acknowledged, tally, Drawn(purpose), (options.Store == TortureOptions.Azurite ? AzuriteQuietHours : SqliteQuietHours) * 60);

    private Random Drawn(int purpose) => new(unchecked((options.Seed * 1_000) + purpose));

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(ProgramFile, ShopProgram.Draw(1, Drawn(2)), cancellationToken);
        mishaps.IsCalm = true;
        if (options.Store == TortureOptions.Azurite)
        {
            tables = await TorturedTables.StartAsync(Path.Combine(data, "azurite"), mishaps, cancellationToken);
        }

        string[] more = ["--clock", InstantPattern.ExtendedIso.Format(Start), "--email", provider.ConnectionString, "--email-rate", "300/6000"];
        host = await TorturedHost.StartAsync(data, ProgramFile, tables?.Port, more, acknowledged, tally);
        mishaps.IsCalm = false;
        purchases = Sample();
    }

    // Whole customers of the real shop, their events shuffled and some twice, beside drawn ones.
    private Purchases Sample()
    {
        var random = Drawn(3);
        var customers = Everybody.ReadEvents(Repository.File("samples/online-retail-2011.ndjson.gz"))
            .GroupBy(line => Acknowledged.KeyOf(line).Member)
            .OrderBy(_ => random.Next())
            .ToList();
        var events = new List<string>();
        foreach (var customer in customers.TakeWhile(_ => events.Count < options.Minutes * RealEventsPerMinute))
        {
            events.AddRange(customer.SelectMany(line => random.Next(10) == 0 ? new[] { line, line } : [line]));
            members.Add(customer.Key);
        }

        var lines = events.ToArray();
        random.Shuffle(lines);
        members.AddRange(Enumerable.Range(1, DrawnMembers).Select(number => $"t-{number}"));
        return new(Drawn(4), members, lines);
    }

    private async Task TortureAsync(CancellationToken cancellationToken)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        until.CancelAfter(TimeSpan.FromMinutes(options.Minutes));
        var wanted = new WantedCodes();
        var clients = new List<Func<CancellationToken, Task>>
        {
            new Clerk(shop, lull, members[^DrawnMembers..], acknowledged, tally, Drawn(5)).RunAsync,
            new Marketer(shop, acknowledged, tally, Drawn(6)).RunAsync,
            new Merger(shop, lull, members, acknowledged, tally, Drawn(7)).RunAsync,
            NewClock(8).RunAsync,
            new Torturer(shop, host, tables, mishaps, mood, tally, Drawn(9)).RunAsync,
            TellAsync,
        };
        clients.AddRange(Enumerable.Range(0, PurchaseTills)
            .Select(number => (Func<CancellationToken, Task>)new PurchaseTill(shop, lull, purchases, acknowledged, tally, Drawn(100 + number)).RunAsync));
        clients.AddRange(Enumerable.Range(0, RewardTills)
            .Select(number => (Func<CancellationToken, Task>)new RewardTill(number, shop, members, wanted, acknowledged, tally, Drawn(200 + number)).RunAsync));
        await Task.WhenAll(clients.Select(client => Task.Run(() => client(until.Token), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task TellAsync(CancellationToken until)
    {
        var watch = Stopwatch.StartNew();
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await said.WriteLineAsync(
                $"{watch.Elapsed:hh\\:mm\\:ss} {acknowledged.Events.Count} events, {acknowledged.Uses.Count} redemptions, "
                + $"{provider.Taken.Count} messages, {tally["starts of the host"]} starts, {acknowledged.Findings.Count} findings");
        }
    }

    /// <summary>Lets everything end that has begun, undisturbed, and says when that is.</summary>
    private async Task<Instant> SettleAsync(CancellationToken cancellationToken)
    {
        mood.IsCalm = true;
        mishaps.IsCalm = true;
        var till = new PurchaseTill(shop, lull, purchases, acknowledged, tally, Drawn(10));
        foreach (var lines in purchases.Rest().Chunk(100))
        {
            await till.PostAsync(lines);
        }

        var clock = NewClock(11);
        var now = await shop.NowAsync();
        await clock.MoveAsync(now);
        await ReuseIdsAsync();
        var end = now.InUtc().Date.PlusDays(DaysToSettle).At(new LocalTime(22, 30)).InUtc().ToInstant();
        for (var day = DaysToSettle - 1; day >= 0; day--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await clock.MoveAsync(end - Duration.FromDays(day));
        }

        return end;
    }

    // Those that bear them are counted by now, so that it is known which is the first.
    private async Task ReuseIdsAsync()
    {
        foreach (var (key, _) in acknowledged.Events.Where(sent => sent.Value.Contains("\"type\":\"purchase\"", StringComparison.Ordinal)).OrderBy(sent => sent.Key).Take(5))
        {
            var other = $$"""{"id":"{{key.Id}}","type":"purchase","member":"{{key.Member}}","store":"online","at":"2011-11-11T11:11:11Z","amount":1,"currency":"GBP"}""";
            await shop.PostAsync("/api/purchases", other);
            acknowledged.Reused[key] = other;
        }
    }

    private async Task<Comparison> CompareAsync(Instant until)
    {
        var asOf = LocalDatePattern.Iso.Format(until.InUtc().Date);
        var standings = Reference.Standings(acknowledged, ProgramFile, data, asOf);
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", HostProcess.StaffKey);
        var findings = acknowledged.Findings.Concat(provider.Errors).ToList();
        findings.AddRange(await Everybody.DifferencesAsync(http, standings, asOf));
        findings.AddRange(await VersionCheck.FindingsAsync(shop, acknowledged));
        findings.AddRange(await VerifyCheck.FindingsAsync(shop));
        findings.AddRange(DeadLetterCheck.Findings((await shop.GetAsync("/local/deadletters")).Text, acknowledged));
        await host.StopAsync();

        var rows = await ReadMembersAsync();
        var rewards = new RewardCheck(rows, acknowledged);
        var messages = new MessageTruth(rows);
        findings.AddRange(acknowledged.Findings.Except(findings));
        findings.AddRange(LedgerCheck.Findings(rows, acknowledged));
        findings.AddRange(rewards.Findings(standings, until.InUtc().Date));
        findings.AddRange(MailCheck.Findings(messages, provider.Taken, acknowledged));
        return new(findings, acknowledged, standings.Count, rewards, messages, provider.Taken.Count, provider.Asked);
    }

    private async Task<List<Row>> ReadMembersAsync()
    {
        if (tables is not null)
        {
            var service = new Azure.Data.Tables.TableServiceClient(tables.ConnectionString, AzureTableStore.ClientOptions());
            return await StoredRows.ReadAsync(await AzureTableStore.OpenAsync(service, CancellationToken.None), Tables.Members);
        }

        await using var database = new SqliteDatabase(Path.Combine(data, "store.db"));
        return await StoredRows.ReadAsync(await SqliteStore.OpenAsync(database), Tables.Members);
    }
}
