using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Previews;
using Loyalty.Wire.Json;
using Loyalty.Wire.Rewards;

namespace Loyalty.Wire.Previews;

/// <summary>Rewards that are to come, as JSON.</summary>
internal static class PromisedRewardJson
{
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<PromisedReward> rewards)
    {
        writer.WriteStartArray(name);
        foreach (var promised in rewards)
        {
            var terms = promised.Due.Ground.Reward;
            writer.WriteStartObject();
            writer.WriteString("key"u8, promised.Due.Key.ToString());
            writer.WriteString("reward"u8, terms.Id);
            writer.WriteString("name"u8, terms.Name);
            RewardJson.WriteValue(writer, terms.Value);
            Values.WriteDate(writer, "issuedOn"u8, promised.IssuedOn);
            Values.WriteDate(writer, "expiresOn"u8, promised.ExpiresOn);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
