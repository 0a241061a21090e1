using System.Text;
using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

public sealed class PostGiftTests
{
    private const string Coffee = """{"id":"g-1","reward":"freeCoffee","reason":"Waited long"}""";

    [Fact]
    public async Task A_gift_is_a_reward_and_the_same_again_is_the_same_one()
    {
        await using var bench = await PortalBench.StartAsync();
        using var put = await bench.PutAsync("m-1", "{}");

        var (status, gift) = await GiveAsync(bench, Coffee);

        Assert.Equal((201, "open", "A gift on 2026-11-22"), (status, Text(gift, "status"), Text(gift, "because")));
        Assert.Equal([Text(gift, "code")], await bench.CodesAsync());
        var (again, same) = await GiveAsync(bench, Coffee);
        Assert.Equal((200, gift.GetRawText()), (again, same.GetRawText()));
        Assert.Equal(
            "Waited long", Assert.Single(await bench.RowsAsync("m-1", "gift:")).Fields.Text("reason"));
        Assert.Equal("201 redeemed null", await bench.RedeemAsync("u-1", Text(gift, "code")).ToldAsync());
        Assert.Equal("redeemed", Text((await GiveAsync(bench, Coffee)).Body, "status"));
        Assert.Single(await bench.RowsAsync("m-1", "reward:"));
    }

    [Fact]
    public async Task What_cannot_be_given_is_refused()
    {
        await using var bench = await PortalBench.StartAsync();
        Assert.Equal(404, (await GiveAsync(bench, Coffee)).Status);
        using var put = await bench.PutAsync("m-1", "{}");
        await GiveAsync(bench, Coffee);

        var (status, problem) = await GiveAsync(bench, Coffee.Replace("freeCoffee", "fiver"));
        Assert.Equal((409, "idUsedForAnotherGift"), (status, Text(problem, "reason")));
        (status, problem) = await GiveAsync(bench, """{"id":"g-2","reward":"none","reason":"r"}""");
        Assert.Equal((400, "/reward"), (status, string.Join(' ', PortalBench.Pointers(problem))));
        (status, problem) = await GiveAsync(bench, """{"id":"g 2","reward":""}""");
        Assert.Equal((400, "/id /reward /reason"), (status, string.Join(' ', PortalBench.Pointers(problem))));
        using var content = new StringContent(Coffee, Encoding.UTF8, "application/json");
        Assert.Equal(403, (int)(await bench.Till.PostAsync("/api/members/m-1/gifts", content, CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task A_key_gives_as_much_in_a_month_as_it_may()
    {
        await using var bench = await PortalBench.StartAsync(Costly(), giftsMonth: 170);
        using var one = await bench.PutAsync("m-1", "{}");
        using var two = await bench.PutAsync("m-2", "{}");

        Assert.Equal(201, (await GiveAsync(bench, Coffee)).Status);
        Assert.Equal(201, (await GiveAsync(bench, Coffee, "m-2")).Status);
        Assert.Equal(200, (await GiveAsync(bench, Coffee)).Status);
        var (status, problem) = await GiveAsync(bench, Coffee.Replace("g-1", "g-2"));
        Assert.Equal((409, "budgetSpent"), (status, Text(problem, "reason")));
        Assert.Equal(201, (await GiveAsync(bench, """{"id":"g-3","reward":"fiver","reason":"It costs nothing"}""")).Status);

        await bench.MoveToAsync("2026-12-01");
        Assert.Equal(201, (await GiveAsync(bench, Coffee.Replace("g-1", "g-2"))).Status);
    }

    [Fact]
    public async Task Every_call_may_fail_and_the_same_again_gives_one_reward()
    {
        await using var bench = await PortalBench.StartAsync(Costly(), giftsMonth: 1_000_000);
        for (var failing = 1; failing <= 8; failing++)
        {
            foreach (var fault in new[] { WatchedStore.Fault.Before, WatchedStore.Fault.After })
            {
                var member = $"m-{failing}-{fault}";
                using var put = await bench.PutAsync(member, "{}");
                bench.Store.Forget();
                bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
                await GiveAsync(bench, Coffee, member);
                bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

                Assert.InRange((await GiveAsync(bench, Coffee, member)).Status, 200, 201);

                Assert.Single(await bench.RowsAsync(member, "reward:"));
            }
        }
    }

    private static ReadOnlyMemory<byte> Costly() => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PortalProgram.Document.Span)
        .Replace("\"item\": \"coffee\",", "\"item\": \"coffee\", \"cost\": 80,", StringComparison.Ordinal));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<(int Status, JsonElement Body)> GiveAsync(PortalBench bench, string body, string member = "m-1")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await bench.Staff.PostAsync($"/api/members/{member}/gifts", content, CancellationToken.None);
        return ((int)answer.StatusCode, await PortalBench.JsonAsync(answer));
    }
}
