using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The rewards of a member in the row "member": counts by key, and the open and held ones in the order of issue.</summary>
internal sealed record StoredRewards(
    SortedDictionary<string, long> Issued,
    ImmutableArray<StoredReward> Open,
    SortedDictionary<string, long>? Withheld = null,
    StoredRewards.OfMonth? Monthly = null,
    SortedDictionary<string, long>? Kept = null)
{
    public static StoredRewards Of(MemberRewards rewards) => new(
        ByText(rewards.Issued) ?? [],
        [.. rewards.Open.Select(StoredReward.Of)],
        ByText(rewards.Withheld),
        rewards.Monthly.Issued.IsEmpty ? null : OfMonth.Of(rewards.Monthly),
        ByText(rewards.Kept));

    public MemberRewards ToRewards(long owed) => new()
    {
        Issued = ByKey(Issued),
        Open = [.. Open.Select(reward => reward.ToReward())],
        Owed = owed,
        Withheld = ByKey(Withheld),
        Monthly = Monthly?.ToCount() ?? MonthlyCount.None,
        Kept = ByKey(Kept),
    };

    /// <summary>Null where there are none.</summary>
    public static SortedDictionary<string, long>? ByText(ImmutableSortedDictionary<RewardKey, long> counts) => counts.IsEmpty
        ? null
        : new(counts.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value), StringComparer.Ordinal);

    public static ImmutableSortedDictionary<RewardKey, long> ByKey(SortedDictionary<string, long>? counts) =>
        (counts ?? []).ToImmutableSortedDictionary(pair => RewardKey.Stored(pair.Key), pair => pair.Value);

    /// <param name="Month">As <c>2026-11</c>.</param>
    internal sealed record OfMonth(string Month, SortedDictionary<string, int> Issued)
    {
        public static OfMonth Of(MonthlyCount count) => new(
            string.Create(CultureInfo.InvariantCulture, $"{count.Month.Year:0000}-{count.Month.Month:00}"),
            new(count.Issued, StringComparer.Ordinal));

        public MonthlyCount ToCount() => new(
            new YearMonth(
                int.Parse(Month.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(Month.AsSpan(5), CultureInfo.InvariantCulture)),
            MonthlyCount.None.Issued.AddRange(Issued));
    }
}
