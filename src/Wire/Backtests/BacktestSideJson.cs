using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Backtests;

/// <summary>What one program makes of the members.</summary>
internal static class BacktestSideJson
{
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, BacktestSide? side)
    {
        if (side is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteStartArray("tiers"u8);
        foreach (var tier in side.Tiers)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, tier.Id);
            writer.WriteString("name"u8, tier.Name);
            writer.WriteNumber("members"u8, tier.Members);
            writer.WriteNumber("revenue"u8, tier.Revenue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rewards"u8);
        foreach (var reward in side.Rewards)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, reward.Key.ToString());
            writer.WriteString("reward"u8, reward.Reward);
            Values.WriteNumber(writer, "unitCost"u8, reward.UnitCost);
            writer.WriteNumber("count"u8, reward.Count);
            Values.WriteNumber(writer, "cost"u8, reward.Cost);
            Write(writer, "months"u8, reward.Months);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("cost"u8, side.Cost);
        Write(writer, "costByMonth"u8, side.CostByMonth);
        writer.WriteEndObject();
    }

    public static BacktestSide? Read(JsonElement written) => written.ValueKind == JsonValueKind.Null ? null : new(
        [
            .. written.GetProperty("tiers"u8).EnumerateArray().Select(tier => new TierCount(
                tier.GetProperty("id"u8).GetString()!,
                tier.GetProperty("name"u8).GetString()!,
                tier.GetProperty("members"u8).GetInt64(),
                tier.GetProperty("revenue"u8).GetInt64())),
        ],
        [
            .. written.GetProperty("rewards"u8).EnumerateArray().Select(reward => new EarnedReward(
                RewardKey.Stored(reward.GetProperty("key"u8).GetString()!),
                reward.GetProperty("reward"u8).GetString()!,
                reward.GetProperty("unitCost"u8) is { ValueKind: JsonValueKind.Number } cost ? cost.GetInt64() : null,
                ReadMonths(reward.GetProperty("months"u8)))),
        ]);

    public static ImmutableSortedDictionary<YearMonth, long> ReadMonths(JsonElement written) => written.EnumerateObject()
        .ToImmutableSortedDictionary(month => YearMonthPattern.Iso.Parse(month.Name).Value, month => month.Value.GetInt64());

    public static void Write(
        Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableSortedDictionary<YearMonth, long> months)
    {
        writer.WriteStartObject(name);
        foreach (var (month, number) in months)
        {
            writer.WriteNumber(YearMonthPattern.Iso.Format(month), number);
        }

        writer.WriteEndObject();
    }
}
