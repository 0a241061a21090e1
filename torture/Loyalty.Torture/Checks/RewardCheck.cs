using System.Text.Json;
using Loyalty.Functions.Storage;
using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Checks;

/// <summary>Whether everybody has the rewards that they earned, each was used as the tills were told, and no budget was overdrawn.
/// </summary>
internal sealed class RewardCheck
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    private readonly Acknowledged acknowledged;
    private readonly List<Row> rewards;
    private readonly List<Row> withheld;
    private readonly List<Row> redemptions;

    public RewardCheck(IReadOnlyList<Row> members, Acknowledged acknowledged)
    {
        this.acknowledged = acknowledged;

        // A number that was merged keeps its rows as they were; what counts are the copies.
        rewards = [.. members.Where(row => Is(row, "reward:") && acknowledged.OwnerOf(row.Partition) == row.Partition)];
        redemptions = [.. members.Where(row => Is(row, "redemption:") && acknowledged.OwnerOf(row.Partition) == row.Partition)];
        withheld = [.. members.Where(row => Is(row, "withheld:"))];
    }

    public int Issued => rewards.Count;

    public int Redeemed => rewards.Count(IsRedeemed);

    public IEnumerable<string> Findings(IReadOnlyDictionary<string, JsonElement> standings, LocalDate asOf) =>
        [.. Earned(standings, asOf), .. Used(), .. Overdrawn()];

    private static bool Is(Row row, string prefix) => row.Key.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsRedeemed(Row reward) => reward.Fields.Text("redeemedAt") is not null;

    // Those who were merged keep what both had, and catch up.
    private IEnumerable<string> Earned(IReadOnlyDictionary<string, JsonElement> standings, LocalDate asOf)
    {
        var merged = acknowledged.Merges.Select(merge => acknowledged.OwnerOf(merge.Into)).ToHashSet();
        var there = rewards.Where(row => row.Fields.Text("revokedAt") is null).ToLookup(row => (row.Partition, row.Fields.Text("key")!));
        var kept = withheld.ToLookup(row => (acknowledged.OwnerOf(row.Partition), row.Fields.Text("key")!));
        var entitled = standings
            .SelectMany(member => member.Value.GetProperty("entitled").EnumerateObject(), (member, key) => (member.Key, key))
            .ToDictionary(earned => (earned.Item1, earned.key.Name), earned => earned.key.Value.GetInt32());
        foreach (var (member, key) in there.Select(group => group.Key).Where(key => IsEarned(key.Item2)).Union(entitled.Keys))
        {
            var issued = there[(member, key)].Count() + kept[(member, key)].Count();
            var due = entitled.GetValueOrDefault((member, key));
            if (issued < due)
            {
                yield return $"{member} has {issued} rewards {key}, and earned {due}.";
            }
            else if (issued > due && !merged.Contains(member) && there[(member, key)].Any(IsFresh))
            {
                yield return $"{member} has {issued} rewards {key}, earned {due}, and one is open.";
            }
        }

        // One that was held kept its ground while it was.
        bool IsFresh(Row reward) =>
            reward.Fields.Text("redemption") is null && LocalDatePattern.Iso.Parse(reward.Fields.Text("expiresOn")!).Value >= asOf;
    }

    private static bool IsEarned(string key) => key.Split(':')[0] is "tier" or "streak" or "stamp";

    private IEnumerable<string> Used()
    {
        var told = acknowledged.Uses.Where(use => use.Value.Status == "redeemed").ToDictionary(use => use.Key, use => use.Value.Code.Replace("-", "", StringComparison.Ordinal));
        foreach (var code in told.GroupBy(use => use.Value).Where(code => code.Count() > 1))
        {
            yield return $"{code.Key} was redeemed by {string.Join(" and ", code.Select(use => use.Key))}.";
        }

        var redeemed = rewards.Where(IsRedeemed).ToDictionary(row => row.Fields.Text("redemption")!, row => row.Key["reward:".Length..]);
        foreach (var (id, code) in told.Except(redeemed))
        {
            yield return $"The till was told that {id} redeemed {code}, and the reward does not say so.";
        }

        foreach (var (id, code) in redeemed.Except(told))
        {
            yield return $"{code} is redeemed by {id}, and no till was told so.";
        }

        foreach (var id in redemptions.Where(IsRedeemed).Select(row => row.Key["redemption:".Length..]).Except(told.Keys))
        {
            yield return $"The redemption {id} says that it is redeemed, and no till was told so.";
        }
    }

    private IEnumerable<string> Overdrawn() => rewards
        .Where(row => ShopProgram.Budgets.ContainsKey(row.Fields.Text("reward")!))
        .GroupBy(row => (
            Reward: row.Fields.Text("reward")!,
            Month: InstantPattern.ExtendedIso.Parse(row.Fields.Text("issuedAt")!).Value.InZone(Zone).Date.ToYearMonth()))
        .Select(month => (month.Key, Cost: month.Count() * ShopProgram.Budgets[month.Key.Reward].Cost, ShopProgram.Budgets[month.Key.Reward].Budget))
        .Where(month => month.Cost > month.Budget)
        .Select(month => $"{month.Key} cost {month.Cost}, of a budget of {month.Budget}.");
}
