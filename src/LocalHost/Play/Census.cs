using System.Collections.Concurrent;
using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.LocalHost.Local;

namespace Loyalty.LocalHost.Play;

/// <summary>Looks at every member after a play: how they stand, over HTTP, and what was written for them, in the store.</summary>
internal static class Census
{
    private const int RequestsAtOnce = 8;
    private const int StreaksShown = 5;
    private const string LedgerPrefix = "event:";

    /// <summary>What was written for all members.</summary>
    public static async Task<Counts> ReadStoreAsync(IStore store, CancellationToken cancellationToken)
    {
        var events = 0;
        var rewards = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var messages = new SortedDictionary<(MessageKind Kind, MessageStatus Status), int>();
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(Tables.Members, null, continuation, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (row.Key.StartsWith(LedgerPrefix, StringComparison.Ordinal))
                {
                    events++;
                }
                else if (row.Key.StartsWith(MemberKeys.RewardsFrom, StringComparison.Ordinal) && row.Fields.Text("reward") is { } reward)
                {
                    rewards[reward] = rewards.GetValueOrDefault(reward) + 1;
                }
                else if (StoredMessages.IsMessage(row))
                {
                    var message = MessageRow.Read(row);
                    var key = (message.Occasion.Kind, message.Status);
                    messages[key] = messages.GetValueOrDefault(key) + 1;
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        return new(
            events,
            rewards.ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. messages.Select(count => (count.Key.Kind.Name(), MessageRoutes.Word(count.Key.Status), count.Value))]);
    }

    /// <summary>How the members stand: by tier, and the longest streaks.</summary>
    public static async Task<(ImmutableArray<(string Name, int Count)> Tiers, ImmutableArray<(string Member, string Streak, int Length)> Streaks)>
        ReadMembersAsync(PlayClient client, IEnumerable<string> members, LoyaltyProgram program, CancellationToken cancellationToken)
    {
        var tiers = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var streaks = new ConcurrentBag<(string Member, string Streak, int Length)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(members, parallel, async (member, token) =>
        {
            if (await client.ReadMemberAsync(member, token) is not { } standing)
            {
                return;
            }

            tiers.AddOrUpdate(standing.GetProperty("tier").GetString()!, 1, (_, count) => count + 1);
            foreach (var streak in standing.GetProperty("streaks").EnumerateObject())
            {
                streaks.Add((member, streak.Name, streak.Value.GetProperty("best").GetInt32()));
            }
        });
        var names = program.Streaks.ToDictionary(streak => streak.Id, streak => streak.Name, StringComparer.Ordinal);
        return (
            [.. program.Tiers.Levels.Select(level => (level.Name, tiers.GetValueOrDefault(level.Id)))],
            [.. streaks
                .OrderByDescending(streak => streak.Length)
                .ThenBy(streak => streak.Member, StringComparer.Ordinal)
                .Take(StreaksShown)
                .Select(streak => streak with { Streak = names.GetValueOrDefault(streak.Streak, streak.Streak) })]);
    }

    /// <param name="Events">Rows of the ledger.</param>
    /// <param name="Rewards">How many of each reward were issued, by the reward's id.</param>
    /// <param name="Messages">How many there are of each kind and status.</param>
    internal sealed record Counts(
        int Events,
        ImmutableSortedDictionary<string, int> Rewards,
        ImmutableArray<(string Kind, string Status, int Count)> Messages);
}
