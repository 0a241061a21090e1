using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Rewards;

/// <summary>A member's reward as JSON (CONTRACT section 5).</summary>
public static class RewardJson
{
    public static void Write(Utf8JsonWriter writer, Reward reward, ProgramVersions versions, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reward);
        writer.WriteStartObject();
        WriteProperties(writer, reward, versions, today);
        writer.WriteEndObject();
    }

    internal static void WriteProperties(Utf8JsonWriter writer, Reward reward, ProgramVersions versions, LocalDate today)
    {
        var terms = reward.Terms(versions);
        writer.WriteString("code"u8, reward.Code.ToString());
        writer.WriteString("reward"u8, reward.TermsId);
        writer.WriteString("name"u8, terms.Name);
        WriteValue(writer, terms.Value);
        if (terms.MinSpend is { } minSpend)
        {
            writer.WriteNumber("minSpend"u8, minSpend);
        }

        if (!terms.Stores.IsEmpty)
        {
            writer.WriteStartArray("stores"u8);
            foreach (var store in terms.Stores)
            {
                writer.WriteStringValue(store.ToString());
            }

            writer.WriteEndArray();
        }

        writer.WriteString("status"u8, Status(reward.StatusOn(today)));
        writer.WriteString("issuedAt"u8, InstantPattern.ExtendedIso.Format(reward.IssuedAt));
        writer.WriteString("expiresOn"u8, LocalDatePattern.Iso.Format(reward.ExpiresOn));
        writer.WriteString("because"u8, Because.Of(reward, versions));
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

    private static string Status(RewardStatus status) => status switch
    {
        RewardStatus.Open => "open",
        RewardStatus.Expired => "expired",
        _ => "revoked",
    };
}
