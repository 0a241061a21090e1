using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Rewards;

/// <summary>A member's reward as JSON (CONTRACT section 5).</summary>
public static class RewardJson
{
    public static void Write(Utf8JsonWriter writer, Reward reward, ProgramVersions versions, Instant now)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteProperties(writer, reward, versions, now);
        writer.WriteEndObject();
    }

    /// <summary>The properties alone, for an object that has more of them after these.</summary>
    public static void WriteProperties(Utf8JsonWriter writer, Reward reward, ProgramVersions versions, Instant now)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(versions);
        var terms = reward.Terms(versions);
        writer.WriteString("code"u8, reward.Code.ToString());
        writer.WriteString("reward"u8, reward.TermsId);
        writer.WriteString("name"u8, terms.Name);
        WriteValue(writer, terms.Value);
        if (terms.MinSpend is { } minSpend)
        {
            writer.WriteNumber("minSpend"u8, minSpend);
        }

        if (terms.MaxDiscount is { } maxDiscount)
        {
            writer.WriteNumber("maxDiscount"u8, maxDiscount);
        }

        WriteList(writer, "categories", terms.Categories.Select(category => category.ToString()));
        WriteList(writer, "stores", terms.Stores.Select(store => store.ToString()));
        var status = reward.StatusAt(now, versions.Newest.Today(now));
        writer.WriteString("status"u8, Status(status));
        writer.WriteString("issuedAt"u8, InstantPattern.ExtendedIso.Format(reward.IssuedAt));
        writer.WriteString("expiresOn"u8, LocalDatePattern.Iso.Format(reward.ExpiresOn));
        writer.WriteString("because"u8, Because.Of(reward, versions));
        if (status is RewardStatus.Held or RewardStatus.Redeemed)
        {
            writer.WriteStartObject("redemption"u8);
            writer.WriteString("id"u8, reward.LastUse!.Id.ToString());
            RedemptionJson.WriteUse(writer, reward.LastUse);
            writer.WriteEndObject();
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        if (!values.Any())
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    internal static void WriteValue(Utf8JsonWriter writer, RewardValue value)
    {
        switch (value)
        {
            case RewardValue.Item item:
                writer.WriteString("kind"u8, "item"u8);
                writer.WriteString("item"u8, item.Name);
                break;
            case RewardValue.Percent percent:
                writer.WriteString("kind"u8, "percent"u8);
                writer.WriteNumber("percent"u8, percent.Value);
                break;
            case RewardValue.Amount amount:
                writer.WriteString("kind"u8, "amount"u8);
                writer.WriteNumber("amount"u8, amount.Value);
                break;
        }
    }

    private static string Status(RewardStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
