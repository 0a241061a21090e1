using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.EndToEnd.Tests.Sending;

/// <summary>A shop with messages of many kinds, whose days pass in a moment, asked over HTTP.</summary>
internal sealed class SendingShop(Func<Uri> host) : IDisposable
{
    public const string Program = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": {
            "window": { "kind": "lifetime" },
            "levels": [
              { "id": "bronze", "name": "Bronze" },
              { "id": "silver", "name": "Silver", "spend": 5000, "reward": "tenOff" },
              { "id": "gold", "name": "Gold", "spend": 20000, "reward": "fiver" },
              { "id": "platinum", "name": "Platinum", "spend": 60000, "reward": "fiver" }
            ]
          },
          "rewards": {
            "tenOff": { "name": "10% off", "kind": "percent", "percent": 10, "validFor": { "days": 10 }, "issueAfter": { "days": 1 } },
            "fiver": { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 12 } }
          },
          "messages": {
            "from": "Bean & Leaf <hello@example.com>",
            "quietHours": { "from": "21:00", "to": "07:00" }, "cap": { "max": 3, "days": 1 },
            "welcome": { }, "tierUpgrade": { },
            "thankYou": { "after": { "hours": 2 }, "when": { "firstPurchase": true, "everyVisits": 2, "spendAtLeast": 4000 } },
            "winBack": { "steps": [ { "afterDays": 2, "reward": "fiver" }, { "afterDays": 4, "reward": "tenOff" } ], "holdoutPercent": 10 },
            "rewardExpiring": { "daysBefore": 4 }, "birthday": { "reward": "tenOff" }, "almostThere": { "withinPercent": 10 }
          }
        }
        """;

    private readonly HttpClient http = new()
    {
        Timeout = TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey) },
    };

    public static Instant Start { get; } = Instant.FromUtc(2026, 3, 2, 8, 0);

    /// <summary>Gives a member an address, a birthday, and consent but for every tenth.</summary>
    public async Task EnrolAsync(int member)
    {
        var birthday = Start.InUtc().Date.PlusDays(31 + (member % 20));
        await CheckAsync(http.PutAsJsonAsync(
            Url($"/api/members/m-{member}"),
            new { name = $"Member {member}", email = $"m-{member}@example.com", birthday = $"--{birthday.Month:00}-{birthday.Day:00}" }));
        await CheckAsync(http.PostAsJsonAsync(
            Url($"/api/members/m-{member}/consent"),
            new { channel = "email", granted = member % 10 != 0, at = InstantPattern.ExtendedIso.Format(Start), wording = "News" }));
    }

    public static string Purchase(int number, int member, Instant at, int amount) => JsonSerializer.Serialize(new
    {
        id = $"p-{number}",
        type = "purchase",
        member = $"m-{member}",
        store = "s",
        at = InstantPattern.ExtendedIso.Format(at),
        amount,
        currency = "EUR",
    });

    public async Task<Instant> NowAsync()
    {
        var clock = await http.GetFromJsonAsync<JsonElement>(Url("/local/clock"));
        return InstantPattern.ExtendedIso.Parse(clock.GetProperty("now").GetString()!).Value;
    }

    /// <summary>Whether the clock is there, and everything due on the way is done; not where the host dies meanwhile.</summary>
    public async Task<bool> MoveAsync(Instant to)
    {
        try
        {
            await CheckAsync(http.PostAsJsonAsync(Url("/local/clock"), new { now = InstantPattern.ExtendedIso.Format(to) }));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    private Uri Url(string path) => new(host(), path);

    private static async Task CheckAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
