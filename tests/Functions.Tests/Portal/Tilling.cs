using System.Text;
using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>What tills ask about rewards, and what they are told, in a line.</summary>
internal static class Tilling
{
    /// <summary>The codes of the member's open rewards, newest first.</summary>
    public static async Task<IReadOnlyList<string>> CodesAsync(this PortalBench bench, string member = "m-1") =>
        [.. (await bench.GetJsonAsync($"/api/members/{member}")).GetProperty("rewards").EnumerateArray()
            .Select(reward => reward.GetProperty("code").GetString()!)];

    public static Task<HttpResponseMessage> RedeemAsync(
        this PortalBench bench, string id, string code, string more = "", string store = "riga-1") =>
        bench.AskTillAsync("", $$"""{"id":"{{id}}","code":"{{code}}","store":"{{store}}"{{(more.Length > 0 ? "," : "")}}{{more}}}""");

    public static Task<HttpResponseMessage> ConfirmAsync(this PortalBench bench, string id, string body = "") =>
        bench.AskTillAsync($"/{id}/confirm", body);

    public static Task<HttpResponseMessage> CancelAsync(this PortalBench bench, string id) => bench.AskTillAsync($"/{id}/cancel", "");

    /// <summary>As <c>201 redeemed 500</c>, or <c>409 expired</c>.</summary>
    public static async Task<string> ToldAsync(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var body = await PortalBench.JsonAsync(answer);
        return $"{(int)answer.StatusCode}" + (answer.IsSuccessStatusCode
            ? $" {body.GetProperty("status").GetString()} {body.GetProperty("discount").GetRawText()}"
            : body.TryGetProperty("reason", out var reason) ? $" {reason.GetString()}" : "");
    }

    public static async Task<string> BodyAsync(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return await answer.Content.ReadAsStringAsync(CancellationToken.None);
    }

    /// <summary>The status of each reward by its code, as the member's rewards say.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> RewardsAsync(this PortalBench bench, string member = "m-1") =>
        (await bench.GetJsonAsync($"/api/members/{member}/rewards")).EnumerateArray()
            .ToDictionary(reward => reward.GetProperty("code").GetString()!);

    private static Task<HttpResponseMessage> AskTillAsync(this PortalBench bench, string path, string body) => bench.Till.PostAsync(
        $"/api/redemptions{path}", new StringContent(body, Encoding.UTF8, "application/json"), CancellationToken.None);
}
