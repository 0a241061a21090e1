using System.Globalization;
using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.FakeEmail;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.EndToEnd.Tests.Sending;

/// <summary>What the store says in the end, held against what the provider took and what the contract's command says is earned.
/// </summary>
internal sealed class SendingTruth
{
    private readonly List<(string Member, StoredMessage Message)> messages = [];
    private readonly List<(string Member, string Key)> rewards = [];

    private SendingTruth()
    {
    }

    public static async Task<SendingTruth> ReadAsync(string file)
    {
        var truth = new SendingTruth();
        await using var database = new SqliteDatabase(file);
        var store = await SqliteStore.OpenAsync(database);
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(Tables.Members, null, continuation, CancellationToken.None);
            page.Rows.ToList().ForEach(truth.Add);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return truth;
    }

    /// <summary>Everything that is not as it should be.</summary>
    public IEnumerable<string> Lies(IReadOnlyList<TakenEmail> taken, IReadOnlyDictionary<string, JsonElement> standings)
    {
        var times = taken.GroupBy(email => email.Operation).ToDictionary(group => group.Key, group => group.Count());
        foreach (var operation in times.Keys.Except(messages.Select(row => row.Message.Id.ToGuid())))
        {
            yield return $"The provider took {operation}, of which no row tells.";
        }

        foreach (var (member, message) in messages)
        {
            var took = times.GetValueOrDefault(message.Id.ToGuid());
            var about = $"{member} {message.Occasion} is {message.Status} ({message.Why}), and the provider took it {took} times";
            if (took > 1 && !message.Occasion.Kind.IsSentAgain())
            {
                yield return $"{about}: it must not go twice.";
            }

            if (message.Status switch
                {
                    MessageStatus.Sent => took == 0,
                    MessageStatus.Unknown => false,
                    MessageStatus.Claimed => true,
                    _ => took > 0,
                })
            {
                yield return $"{about}: that is not the truth.";
            }
        }

        foreach (var (member, key, issued, entitled) in Rewards(standings).Where(reward => reward.Issued != reward.Entitled))
        {
            yield return $"{member} has {issued} rewards {key}, and should have {entitled}.";
        }
    }

    /// <summary>How many messages there are by kind and status, and rewards by what they are for.</summary>
    public override string ToString() => string.Join(Environment.NewLine, messages
        .GroupBy(row => row.Message.Occasion.Kind)
        .OrderBy(kind => kind.Key)
        .Select(kind => $"  {kind.Key.Name(),-15}" + string.Join(", ", kind
            .GroupBy(row => row.Message.Status)
            .OrderBy(status => status.Key)
            .Select(status => string.Create(CultureInfo.InvariantCulture, $"{status.Count()} {status.Key.ToString().ToLowerInvariant()}"))))
        .Append("  rewards        " + string.Join(", ", rewards
            .CountBy(reward => reward.Key)
            .OrderBy(key => key.Key, StringComparer.Ordinal)
            .Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Value} {key.Key}")))));

    private void Add(Row row)
    {
        if (row.Key.StartsWith("message:", StringComparison.Ordinal))
        {
            messages.Add((row.Partition, MessageRow.Read(row)));
        }
        else if (row.Key.StartsWith("reward:", StringComparison.Ordinal))
        {
            rewards.Add((row.Partition, row.Fields.Text("key")!));
        }
    }

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
