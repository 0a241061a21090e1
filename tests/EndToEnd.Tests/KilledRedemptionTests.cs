using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests;

/// <summary>64 tills ask at once for 16 rewards from a host that is killed twice in the middle: each reward is had by one of them,
/// and each till has been told the truth in the end.</summary>
public sealed class KilledRedemptionTests : IDisposable
{
    private const int Rewards = 16;
    private const int Tills = 64;

    private const string Program = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "bronze", "name": "Bronze" } ] },
          "stamps": [ { "id": "coffee", "name": "Coffee card", "count": "units", "category": "coffee", "every": 1, "reward": "freeCoffee" } ],
          "rewards": { "freeCoffee": { "name": "A free coffee", "kind": "item", "validFor": { "days": 30 } } }
        }
        """;

    private static readonly int[] KilledAfter = [5, 30];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-redeem-").FullName;
    private readonly HttpClient http = new()
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.PosKey) },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ProgramFile => Path.Combine(data, "program.json");

    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Each_reward_is_had_by_one_till_and_each_till_is_told_the_truth()
    {
        await File.WriteAllTextAsync(ProgramFile, Program, Cancellation);
        var host = await StartAsync();
        try
        {
            var codes = (await IssueAsync(host.Address)).Keys.ToArray();
            var told = new ConcurrentDictionary<string, int>();
            var address = host.Address;
            var tills = Enumerable.Range(0, Tills)
                .Select(till => Task.Run(() => AskAsync($"till-{till}", codes[till % Rewards], () => address, told)))
                .ToList();
            foreach (var answers in KilledAfter)
            {
                while (told.Count < answers)
                {
                    await Task.Delay(1, Cancellation);
                }

                await host.KillAsync(wholeTree: true);
                await host.DisposeAsync();
                host = await StartAsync();
                address = host.Address;
            }

            await Task.WhenAll(tills);
            var rewards = await RewardsAsync(host.Address);
            Assert.Equal(
                rewards.Values.Select(reward => reward.GetProperty("redemption").GetProperty("id").GetString()!).Order(),
                told.Where(answer => answer.Value < 300).Select(answer => answer.Key).Order());
            Assert.Equal(Rewards, rewards.Count);
            Assert.Equal(Tills - Rewards, told.Values.Count(status => status == 409));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private Task<HostProcess> StartAsync() => HostProcess.StartAsync(data, "sqlite", ProgramFile);

    // Until it is told something: with the same id, so that it does not matter whether the host had heard it before.
    private async Task AskAsync(string id, string code, Func<Uri> host, ConcurrentDictionary<string, int> told)
    {
        while (true)
        {
            try
            {
                using var body = Json($$"""{"id":"{{id}}","code":"{{code}}","store":"riga-1"}""");
                using var answer = await http.PostAsync(new Uri(host(), "/api/redemptions"), body, Cancellation);
                if ((int)answer.StatusCode < 500)
                {
                    told[id] = (int)answer.StatusCode;
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It was killed.
            }

            await Task.Delay(Pause, Cancellation);
        }
    }

    private async Task<Dictionary<string, JsonElement>> IssueAsync(Uri host)
    {
        using var body = Json($$"""
            {"id":"p-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-01-01T10:00:00Z","amount":{{Rewards}},"currency":"EUR",
            "lines":[{"category":"coffee","quantity":{{Rewards}},"amount":{{Rewards}}}]}
            """);
        using var answer = await http.PostAsync(new Uri(host, "/api/purchases"), body, Cancellation);
        Assert.Equal(202, (int)answer.StatusCode);
        while (true)
        {
            var rewards = await RewardsAsync(host);
            if (rewards.Count == Rewards)
            {
                return rewards;
            }

            await Task.Delay(Pause, Cancellation);
        }
    }

    private async Task<Dictionary<string, JsonElement>> RewardsAsync(Uri host)
    {
        using var answer = await http.GetAsync(new Uri(host, "/api/members/m-1/rewards"), Cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return [];
        }

        using var rewards = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return rewards.RootElement.EnumerateArray().ToDictionary(
            reward => reward.GetProperty("code").GetString()!, reward => reward.Clone());
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
