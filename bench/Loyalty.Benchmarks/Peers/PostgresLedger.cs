using System.Collections.Concurrent;
using System.Text;
using Loyalty.Benchmarks.Intake;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Loyalty.Benchmarks.Peers;

/// <summary>The ledger of peer.sql: each event by one call, which is one transaction.</summary>
internal sealed class PostgresLedger : IContender
{
    private const string Standings = """
        SELECT m.id, concat_ws(' ', l.id, coalesce(tier_until::text, '-'), m.spend, m.visits, lifetime_spend, lifetime_visits,
          (SELECT string_agg(streak || '=' || current || '/' || best, ' ' ORDER BY streak COLLATE "C")
            FROM member_streak WHERE member = m.id AND best > 0),
          (SELECT string_agg(card || '=' || stamps, ' ' ORDER BY card COLLATE "C") FROM member_card WHERE member = m.id AND stamps > 0),
          (SELECT string_agg(key || '=' || count, ' ' ORDER BY key)
            FROM (SELECT key, count(*) FROM reward WHERE member = m.id AND state <> 'revoked' GROUP BY key) AS issued))
        FROM member AS m JOIN level AS l ON l.place = m.tier
        """;

    private readonly NpgsqlDataSource source;
    private readonly int connections;
    private readonly string currency;
    private readonly DateOnly today;

    private PostgresLedger(NpgsqlDataSource source, int connections, string currency, LocalDate today)
    {
        this.source = source;
        this.connections = connections;
        this.currency = currency;
        this.today = today.ToDateOnly();
    }

    /// <summary>An empty ledger in a database of its own.</summary>
    /// <param name="connections">How many events are under way at once.</param>
    public static async Task<PostgresLedger> CreateAsync(
        PostgresServer server, string database, int connections, PeerProgram program, LocalDate today, CancellationToken cancellationToken)
    {
        var source = await server.CreateAsync(database, connections, cancellationToken);
        var ledger = new PostgresLedger(source, connections, program.Program.Currency, today);
        var schema = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "peer.sql"), cancellationToken);
#pragma warning disable CA2100 // The text is that of the file.
        await using (var create = source.CreateCommand(schema))
#pragma warning restore CA2100
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var load = source.CreateCommand("SELECT load_program($1)");
        load.Parameters.Add(new() { Value = Encoding.UTF8.GetString(program.Document), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await load.ExecuteNonQueryAsync(cancellationToken);
        return ledger;
    }

    public Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<SampleEvent>(events);
        return Task.WhenAll(Enumerable.Range(0, connections).Select(_ => CountAsync(waiting, cancellationToken)));
    }

    /// <summary>Where each member stands, by member, as <see cref="Stood.Of"/> says it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StandingsAsync(CancellationToken cancellationToken)
    {
        var standings = new Dictionary<string, string>();
        await using var command = source.CreateCommand(Standings);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            standings.Add(rows.GetString(0), rows.GetString(1));
        }

        return standings;
    }

    /// <summary>Evaluates all members on a later date, as a nightly job would.</summary>
    public async Task EvaluateAsync(LocalDate date, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT evaluate(id, $1) FROM member");
        command.Parameters.Add(new() { Value = date.ToDateOnly() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Tells the planner what is in the tables, as it knows of any that have been there for a minute.</summary>
    public async Task AnalyzeAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("ANALYZE");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task CountAsync(ConcurrentQueue<SampleEvent> waiting, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand("SELECT count_event($1, $2, $3, $4, $5, $6, $7, $8, $9)", connection);
        NpgsqlDbType[] types =
        [
            NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
            NpgsqlDbType.TimestampTz, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Date,
        ];
        count.Parameters.AddRange(Array.ConvertAll(types, type => new NpgsqlParameter { NpgsqlDbType = type }));
        await count.PrepareAsync(cancellationToken);
        while (waiting.TryDequeue(out var sample))
        {
            var parsed = (Parsed<PurchaseEvent>.Good)EventJson.Parse(sample.Json, currency);
            object?[] values = Values(parsed.Value);
            for (var i = 0; i < values.Length; i++)
            {
                count.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await count.ExecuteScalarAsync(cancellationToken);
        }
    }

    private object?[] Values(PurchaseEvent told)
    {
        var (kind, amount, discount) = told switch
        {
            Purchase purchase => ("purchase", purchase.Amount, purchase.Discount),
            Refund refund => ("refund", refund.Amount, refund.Discount),
            _ => ("void", 0L, 0L),
        };
        return
        [
            told.Member.ToString(), told.Id.ToString(), kind, told.TakesFrom?.ToString(), told.Store.ToString(),
            told.At.ToDateTimeUtc(), amount, discount, today,
        ];
    }
}
