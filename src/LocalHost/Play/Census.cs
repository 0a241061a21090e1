using System.Collections.Concurrent;
using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;

namespace Loyalty.LocalHost.Play;

/// <summary>Looks at every member after a play: how they stand, over HTTP, and what was written for them, in the store.</summary>
internal static class Census
{
    private const int RequestsAtOnce = 8;
    private const int StreaksShown = 5;
    private const string LedgerPrefix = "event:";
    private const string RewardPrefix = "reward:";

    /// <summary>Rows of the ledger, and how many of each reward were issued, by the reward's id.</summary>
    public static async Task<(int Counted, ImmutableSortedDictionary<string, int> Rewards)> ReadStoreAsync(
        IStore store, CancellationToken cancellationToken)
    {
        var counted = 0;
        var rewards = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(Tables.Members, continuation, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (row.Key.StartsWith(LedgerPrefix, StringComparison.Ordinal))
                {
                    counted++;
                }
                else if (row.Key.StartsWith(RewardPrefix, StringComparison.Ordinal) && row.Fields.Text("reward") is { } reward)
                {
                    rewards[reward] = rewards.GetValueOrDefault(reward) + 1;
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        return (counted, rewards.ToImmutable());
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
}
