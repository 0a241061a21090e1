using System.Globalization;
using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Clients;

/// <summary>A till that redeems rewards, many of which other tills want at the same time; some it holds first, and confirms, cancels
/// or forgets.</summary>
internal sealed class RewardTill(
    int number, ShopClient shop, IReadOnlyList<string> members, WantedCodes wanted, Acknowledged acknowledged, Tally tally, Random random)
{
    private int asked;

    public async Task RunAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            if (await FindAsync() is { } code)
            {
                await UseAsync(code);
            }

            await Task.Delay(random.Next(300), CancellationToken.None);
        }
    }

    private async Task<string?> FindAsync()
    {
        if (random.Next(2) == 0 && wanted.Any(random) is { } known)
        {
            return known;
        }

        var answer = await shop.GetAsync($"/api/members/{members[random.Next(members.Count)]}/rewards");
        var open = answer.IsSuccess
            ? answer.Json.EnumerateArray()
                .Where(reward => reward.GetProperty("status").GetString() == "open")
                .Select(reward => reward.GetProperty("code").GetString()!)
                .ToList()
            : [];
        open.ForEach(wanted.Add);
        return open.Count == 0 ? null : open[random.Next(open.Count)];
    }

    private async Task UseAsync(string code)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"r-{number}-{++asked}");
        var holds = random.Next(3) == 0;
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","code":"{{code}}","store":"london-1"{{(holds ? $",\"holdMinutes\":{random.Next(1, 1_440)}" : "")}}}""");
        var answer = await shop.PostAsync("/api/redemptions", body);
        var use = new Use(code, StatusOf(answer));
        tally.Add($"redemptions {use.Status}");
        if (!answer.IsSuccess)
        {
            wanted.Remove(code);
        }

        if (answer.Status == 404)
        {
            acknowledged.Findings.Enqueue($"Redemption {id} of {code}, a code that was listed, was answered with {answer}");
        }

        if (use.Status == "held")
        {
            use = await EndHoldAsync(id, use);
        }
        else if (answer.IsSuccess && random.Next(8) == 0)
        {
            await AskAgainAsync(id, use, body);
        }

        acknowledged.Uses[id] = use;
    }

    private async Task<Use> EndHoldAsync(string id, Use held)
    {
        await Task.Delay(random.Next(500), CancellationToken.None);
        var how = random.Next(4) switch { 0 => "cancel", 1 => null, _ => "confirm" };
        if (how is null)
        {
            tally.Add("holds forgotten");
            return held;
        }

        var answer = await shop.PostAsync($"/api/redemptions/{id}/{how}", "");
        tally.Add($"holds: {how} {(answer.IsSuccess ? "done" : "refused")}");
        return answer.IsSuccess ? held with { Status = StatusOf(answer) } : held;
    }

    private async Task AskAgainAsync(string id, Use use, string body)
    {
        var again = await shop.PostAsync("/api/redemptions", body);
        var other = wanted.Any(random) is { } code && code != use.Code
            ? await shop.PostAsync("/api/redemptions", $$"""{"id":"{{id}}","code":"{{code}}","store":"london-1"}""")
            : null;
        tally.Add("redemptions asked again under their id");
        if (again.Status != 200 || StatusOf(again) != use.Status)
        {
            acknowledged.Findings.Enqueue($"Redemption {id} was {use.Status}, and asked again it was answered with {again}");
        }

        if (other is { Status: not 409 })
        {
            acknowledged.Findings.Enqueue($"Redemption {id} of {use.Code} was asked for another code, and answered with {other}");
        }
    }

    private static string StatusOf(Answer answer) => answer.IsSuccess ? answer.Json.GetProperty("status").GetString()! : "refused";
}
