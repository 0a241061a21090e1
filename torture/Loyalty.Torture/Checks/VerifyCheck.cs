using System.Text.Json;
using Loyalty.Torture.Clients;

namespace Loyalty.Torture.Checks;

/// <summary>Whether all that is stored of the members follows from their ledgers, as the product itself checks it.</summary>
internal static class VerifyCheck
{
    public static async Task<IReadOnlyList<string>> FindingsAsync(ShopClient shop)
    {
        var findings = new List<string>();
        var after = "";
        do
        {
            var answer = await shop.PostAsync($"/api/verify{after}", "");
            if (!answer.IsSuccess)
            {
                return [$"What is stored could not be verified: {answer}"];
            }

            findings.AddRange(answer.Json.GetProperty("differences").EnumerateArray().Select(difference => $"verify: {difference}"));
            after = answer.Json.GetProperty("next") is { ValueKind: JsonValueKind.String } next
                ? "?after=" + Uri.EscapeDataString(next.GetString()!)
                : "";
        }
        while (after.Length > 0);
        return findings;
    }
}
