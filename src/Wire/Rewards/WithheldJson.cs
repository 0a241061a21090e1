using System.Text.Json;
using Loyalty.Domain.Rewards;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Rewards;

/// <summary>A reward that was earned and not issued, for staff.</summary>
public static class WithheldJson
{
    public static void WriteProperties(Utf8JsonWriter writer, WithheldReward withheld)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(withheld);
        writer.WriteString("key"u8, withheld.Key.ToString());
        writer.WriteNumber("number"u8, withheld.Number);
        writer.WriteString("reward"u8, withheld.TermsId);
        writer.WriteNumber("version"u8, withheld.Version);
        Values.WriteDate(writer, "earnedOn"u8, withheld.EarnedOn);
        writer.WriteString("why"u8, JsonNamingPolicy.CamelCase.ConvertName(withheld.Why.ToString()));
    }
}
