using System.Text;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>A program with something of everything that a member is shown.</summary>
internal static class PortalProgram
{
    /// <summary>The same, under which each coffee earns another one, and a reward comes back with all of its purchase.</summary>
    public static ReadOnlyMemory<byte> OfRefunds(string usedReward) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document.Span)
        .Replace("\"every\": 3", "\"every\": 1", StringComparison.Ordinal)
        .Replace("\"rewards\": {", $$"""
            "refunds": { "usedReward": "{{usedReward}}" }, "rewards": {
            """, StringComparison.Ordinal));

    /// <summary>The same, under which a level lapses after a month.</summary>
    public static ReadOnlyMemory<byte> KeepingAMonth => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document.Span)
        .Replace("\"keep\": { \"months\": 12 }", "\"keep\": { \"months\": 1 }", StringComparison.Ordinal));

    /// <summary>The same, with more in one of its rewards.</summary>
    public static ReadOnlyMemory<byte> With(string reward, string more) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document.Span)
        .Replace($"\"{reward}\": {{", $"\"{reward}\": {{ {more}, ", StringComparison.Ordinal));

    public static ReadOnlyMemory<byte> Document { get; } = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": {
            "window": { "kind": "rolling", "months": 12 }, "keep": { "months": 12 },
            "levels": [
              { "id": "bronze", "name": "Bronze" },
              { "id": "silver", "name": "Silver", "spend": 10000, "reward": "fiver", "benefits": [ "Free oat milk", "A seat" ] },
              { "id": "gold", "name": "Gold", "spend": 50000, "visits": 20 }
            ]
          },
          "streaks": [ { "id": "weekly", "name": "Week after week", "period": "week" } ],
          "stamps": [
            { "id": "coffee", "name": "Coffee card", "count": "units", "category": "coffee", "every": 3, "reward": "freeCoffee" }
          ],
          "rewards": {
            "freeCoffee": { "name": "A free coffee", "kind": "item", "item": "coffee", "validFor": { "days": 30 } },
            "fiver": {
              "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 }, "minSpend": 1500, "stores": [ "riga-1" ]
            }
          }
        }
        """u8.ToArray();

    /// <summary>The same for a shop that can send e-mail, though no messages of a kind.</summary>
    public static ReadOnlyMemory<byte> WithSender { get; } = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document.Span).Replace(
        "\"currency\"", "\"messages\": { \"from\": \"Bean & Leaf <hello@example.com>\" }, \"currency\"", StringComparison.Ordinal));
}
