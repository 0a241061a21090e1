using System.Globalization;
using System.Text.Json;
using Loyalty.FakeEmail;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.EndToEnd.Tests.Sending;

/// <summary>What the store says in the end, held against what the provider took and what the contract's command says is earned.
/// </summary>
internal sealed class SendingTruth(IReadOnlyList<Row> rows)
{
    private readonly MessageTruth messages = new(rows);
    private readonly List<(string Member, string Key)> rewards =
    [
        .. rows
            .Where(row => row.Key.StartsWith("reward:", StringComparison.Ordinal))
            .Select(row => (row.Partition, row.Fields.Text("key")!)),
    ];

    public static async Task<SendingTruth> ReadAsync(string file)
    {
        await using var database = new SqliteDatabase(file);
        return new(await StoredRows.ReadAsync(await SqliteStore.OpenAsync(database), Tables.Members));
    }

    /// <summary>Everything that is not as it should be.</summary>
    public IEnumerable<string> Lies(IReadOnlyList<TakenEmail> taken, IReadOnlyDictionary<string, JsonElement> standings) =>
        messages.Lies(taken).Concat(Rewards(standings)
            .Where(reward => reward.Issued != reward.Entitled)
            .Select(reward => $"{reward.Member} has {reward.Issued} rewards {reward.Key}, and should have {reward.Entitled}."));

    /// <summary>How many messages there are by kind and status, and rewards by what they are for.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        messages,
        "  rewards        " + string.Join(", ", rewards
            .CountBy(reward => reward.Key)
            .OrderBy(key => key.Key, StringComparer.Ordinal)
            .Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Value} {key.Key}"))));

    // A tier's rewards as often as they are earned; an offer's and a birthday's once, as long as a year is not over.
    private IEnumerable<(string Member, string Key, int Issued, int Entitled)> Rewards(IReadOnlyDictionary<string, JsonElement> standings)
    {
        var issued = rewards.CountBy(reward => reward).ToDictionary();
        var entitled = standings
            .SelectMany(member => member.Value.GetProperty("entitled").EnumerateObject(), (member, key) => (member.Key, key))
            .ToDictionary(earned => (earned.Item1, earned.key.Name), earned => earned.key.Value.GetInt32());
        return issued.Keys.Union(entitled.Keys).Select(reward => (
            reward.Item1,
            reward.Item2,
            issued.GetValueOrDefault(reward),
            reward.Item2.StartsWith("tier:", StringComparison.Ordinal) ? entitled.GetValueOrDefault(reward) : 1));
    }
}
