using System.Diagnostics;
using System.Text.Json;
using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Reporting;
using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;

namespace Loyalty.Benchmarks.Peers;

/// <summary>The sample's purchases through this project and through PostgreSQL, some thousands at a time, turn by turn: what disturbs the
/// machine meanwhile disturbs all.</summary>
internal sealed class IntakeBesidePostgres(OnlineRetail sample)
{
    private const int Slice = 2_000;
    private const int WarmUps = 2;

    // Transactions under way at once share a flush of the log; the fastest is the peer.
    private static readonly int[] AtOnce = [1, 16, 64];

    public async Task RunAsync(Section section, PostgresServer? server, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-peers-").FullName;
        var ledgers = new List<PostgresLedger>();
        try
        {
            await using var sqlite = await ProductAsync(Path.Combine(folder, "sqlite"), LocalHostOptions.Sqlite, cancellationToken);
            await using var emulator = await EmulatorAsync(section, cancellationToken);
            await using var azurite = emulator is null
                ? null
                : await ProductAsync(Path.Combine(folder, "azurite"), emulator.ConnectionString, cancellationToken);
            var contenders = new List<(string Name, IContender Contender)> { ("loyalty, SQLite", sqlite) };
            if (azurite is not null)
            {
                contenders.Add(("loyalty, Azurite", azurite));
            }

            foreach (var atOnce in server is null ? [] : AtOnce)
            {
                ledgers.Add(await PostgresLedger.CreateAsync(
                    server!, $"loyalty{atOnce}", atOnce, PeerProgram.Sample, sample.Today, cancellationToken));
                contenders.Add(($"PostgreSQL, {atOnce} at once", ledgers[^1]));
            }

            AddTo(section, contenders, await CompareAsync(contenders, ledgers, cancellationToken));
            await CheckAsync(section, sqlite, azurite, ledgers, cancellationToken);
        }
        finally
        {
            foreach (var ledger in ledgers)
            {
                await ledger.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<WholePath> ProductAsync(string folder, string store, CancellationToken cancellationToken) => WholePath.StartAsync(
        // A clock that stands still: no timer comes in between.
        new LocalHostOptions { Port = 0, Data = folder, Store = store, Clock = sample.Now },
        PeerProgram.Sample.Document,
        cancellationToken);

    // Without a folder, so that no round meets the emulator's saving.
    private static async Task<AzuriteProcess?> EmulatorAsync(Section section, CancellationToken cancellationToken)
    {
        try
        {
            return await AzuriteProcess.StartInMemoryAsync(cancellationToken);
        }
        catch (AzuriteMissingException missing)
        {
            section.Remark($"Skipped: {missing.Message}");
            return null;
        }
    }

    private async Task<List<double[]>> CompareAsync(
        List<(string Name, IContender Contender)> contenders, List<PostgresLedger> ledgers, CancellationToken cancellationToken)
    {
        var rates = new List<double[]>();
        foreach (var slice in sample.Events.Chunk(Slice))
        {
            var ofSlice = new double[contenders.Count];
            for (var i = 0; i < contenders.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await contenders[i].Contender.StoreAsync(slice, cancellationToken);
                ofSlice[i] = slice.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            rates.Add(ofSlice);
            if (rates.Count == WarmUps)
            {
                foreach (var ledger in ledgers)
                {
                    await ledger.AnalyzeAsync(cancellationToken);
                }
            }
        }

        return rates[WarmUps..];
    }

    private static void AddTo(Section section, List<(string Name, IContender Contender)> contenders, List<double[]> rates)
    {
        var table = section.AddTable("intake", "a second", "to PostgreSQL");
        var middle = contenders.Select((_, place) => Middle.Of(rates.Select(rate => rate[place]))).ToList();
        var peer = Enumerable.Range(0, contenders.Count).Where(place => contenders[place].Contender is PostgresLedger)
            .OrderByDescending(place => middle[place])
            .Cast<int?>()
            .FirstOrDefault();
        for (var i = 0; i < contenders.Count; i++)
        {
            var ratio = peer is { } fastest ? $"{Middle.Of(rates.Select(rate => rate[i] / rate[fastest])):N2}" : "";
            table.Add(contenders[i].Name, $"{middle[i]:N0}", ratio);
        }
    }

    private async Task CheckAsync(
        Section section, WholePath sqlite, WholePath? azurite, List<PostgresLedger> ledgers, CancellationToken cancellationToken)
    {
        var standings = sample.Standings();
        foreach (var ledger in ledgers)
        {
            PeerDiffersException.Compare("PostgreSQL", standings, await ledger.StandingsAsync(cancellationToken));
        }

        var tiers = standings.ToDictionary(one => one.Key, one => one.Value.Split(' ')[0]);
        PeerDiffersException.Compare("loyalty over SQLite", tiers, await TiersAsync(sqlite, cancellationToken));
        if (azurite is not null)
        {
            PeerDiffersException.Compare("loyalty over Azurite", tiers, await TiersAsync(azurite, cancellationToken));
        }

        section.Remark($"All come to the same for {standings.Count:N0} members, whose {sample.Events.Length:N0} events they took in.");
    }

    private async Task<IReadOnlyDictionary<string, string>> TiersAsync(WholePath product, CancellationToken cancellationToken)
    {
        var tiers = new Dictionary<string, string>();
        foreach (var (member, _) in sample.Histories)
        {
            using var json = JsonDocument.Parse(await product.MemberAsync(member.ToString(), cancellationToken));
            tiers.Add(member.ToString(), json.RootElement.GetProperty("tier").GetString()!);
        }

        return tiers;
    }
}
