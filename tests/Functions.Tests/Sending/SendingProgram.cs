namespace Loyalty.Functions.Tests.Sending;

/// <summary>A program in UTC that sends what a test asks for, and nothing else.</summary>
internal static class SendingProgram
{
    public static string Of(
        string messages,
        string zone = "Etc/UTC",
        long silver = 10_000,
        string more = "",
        string tierReward = "",
        string window = """ "window": { "kind": "rolling", "months": 12 }, "keep": { "months": 12 } """) => $$"""
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "{{zone}}",
          "tiers": {
            {{window}},
            "levels": [
              { "id": "bronze", "name": "Bronze" },
              { "id": "silver", "name": "Silver", "spend": {{silver}} {{tierReward}} },
              { "id": "gold", "name": "Gold", "spend": 50000 }
            ]
          },
          {{more}}
          "rewards": {
            "coffee": { "name": "A coffee", "kind": "item", "item": "coffee", "validFor": { "days": 30 } },
            "cake": { "name": "A cake", "kind": "item", "item": "cake", "validFor": { "days": 60 } },
            "fiver": { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 }, "issueAfter": { "days": 14 } }
          },
          "messages": { "from": "Bean & Leaf <hello@example.com>", {{messages}} }
        }
        """;
}
