using System.Text;
using System.Text.Json;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Portal;
using Loyalty.Functions.Tests.Portal.Privacy;

namespace Loyalty.Functions.Tests.Merging;

public sealed class PostMergeTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task The_old_number_leads_to_the_kept_member_until_the_merge_is_undone()
    {
        await EnrolAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 6_000, member: "kept"), Some.Coffees(1, "p-2", member: "old"), Some.Purchase("p-3", 5_000, member: "old"));
        var code = Assert.Single(await bench.CodesAsync("old"));

        Assert.Equal("201 merged", await MergeAsync("kept", "old"));

        Assert.Equal(("kept", "silver", 11_001L), await StandingAsync("kept"));
        Assert.Equal(("kept", "silver", 11_001L), await StandingAsync("old"));
        Assert.Contains(code, await bench.CodesAsync("kept"));
        Assert.Equal("kept", await FindAsync("""{"card":"C-2"}"""));
        Assert.Equal("kept", await FindAsync("""{"email":"ann@example.com"}"""));
        Assert.Equal("201 held null", await bench.RedeemAsync("h-1", code, "\"holdMinutes\":60").ToldAsync());
        await bench.BuyAsync(Some.Purchase("p-4", 100, member: "old"), Some.Refund("r-1", "p-1", 1_000, member: "old"));
        Assert.Equal(("kept", "silver", 10_101L), await StandingAsync("old"));

        Assert.Equal("200 undone", await UndoAsync("kept"));

        Assert.Equal(("kept", "bronze", 6_000L), await StandingAsync("kept"));
        Assert.Equal(("old", "bronze", 5_101L), await StandingAsync("old"));
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-1").ToldAsync());
        Assert.Equal("409 alreadyRedeemed", await bench.RedeemAsync("u-1", code).ToldAsync());
        Assert.Equal("redeemed", (await bench.RewardsAsync("old"))[code].GetProperty("status").GetString());
        Assert.DoesNotContain(code, (await bench.RewardsAsync("kept")).Keys);
        Assert.Equal("old", await FindAsync("""{"card":"C-2"}"""));
    }

    [Fact]
    public async Task The_same_again_is_the_same_and_anything_else_is_refused_with_a_reason()
    {
        await EnrolAsync();
        using var third = await bench.PutAsync("third", "{}");

        Assert.Equal("404", await MergeAsync("kept", "nobody"));
        Assert.Equal("404", await MergeAsync("nobody", "old"));
        Assert.Equal("400", await MergeAsync("kept", "kept"));
        Assert.Equal("404", await UndoAsync("kept"));
        Assert.Equal("201 merged", await MergeAsync("kept", "old"));
        Assert.Equal("200 merged", await MergeAsync("kept", "old"));
        Assert.Equal("409 idUsedForAnotherMerge", await MergeAsync("kept", "third"));
        Assert.Equal("409 alreadyMerged", await MergeAsync("kept", "old", "x-2"));
        Assert.Equal("409 mergedElsewhere", await MergeAsync("third", "old", "x-2"));
        Assert.Equal("409 mergedElsewhere", await MergeAsync("old", "third", "x-2"));
        Assert.Equal("201 merged", await MergeAsync("kept", "third", "x-2"));
        Assert.Equal("409 notNewest", await UndoAsync("kept"));
        Assert.Equal("200 undone", await UndoAsync("kept", "x-2"));
        Assert.Equal("200 undone", await UndoAsync("kept"));
        Assert.Equal("200 undone", await UndoAsync("kept"));
        Assert.Equal("200 undone", await MergeAsync("kept", "old"));
        using var content = Json("""{"id":" ","from":1,"reason":""}""");
        using var bad = await bench.Staff.PostAsync("/api/members/kept/merge", content, Cancellation);
        Assert.Equal(["/id", "/from", "/reason"], await PortalBench.PointersAsync(bad));
    }

    [Fact]
    public async Task Staff_find_a_number_that_was_merged_as_the_member_who_has_it_and_as_itself_once_it_lives_again()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 6_000, member: "kept"), Some.Purchase("p-2", 5_000, member: "old"));
        Assert.Equal(["kept 6000", "old 5000"], await FoundAsync());

        Assert.Equal("201 merged", await MergeAsync("kept", "old"));
        Assert.Equal(["kept 11000"], await FoundAsync());

        Assert.Equal("200 undone", await UndoAsync("kept"));
        Assert.Equal(["kept 6000", "old 5000"], await FoundAsync());
    }

    [Fact]
    public async Task A_chain_of_numbers_is_undone_from_its_end()
    {
        await EnrolAsync();
        using var third = await bench.PutAsync("third", "{}");
        await bench.BuyAsync(Some.Coffees(1, "p-1", member: "old"), Some.Coffees(1, "p-2", member: "kept"));
        var code = Assert.Single(await bench.CodesAsync("old"));
        Assert.Equal("201 merged", await MergeAsync("kept", "old"));
        Assert.Equal("201 merged", await MergeAsync("third", "kept", "x-2"));

        await bench.BuyAsync(Some.Coffees(1, "p-3", member: "old"));
        Assert.Equal(("third", "bronze", 3L), await StandingAsync("old"));
        Assert.Equal("409 mergedElsewhere", await UndoAsync("kept"));
        Assert.Equal("200 undone", await UndoAsync("third", "x-2"));
        Assert.Equal(("third", "bronze", 0L), await StandingAsync("third"));
        Assert.Equal(("kept", "bronze", 3L), await StandingAsync("old"));
        Assert.Equal("200 undone", await UndoAsync("kept"));

        Assert.Equal(("old", "bronze", 2L), await StandingAsync("old"));
        Assert.Equal(("kept", "bronze", 1L), await StandingAsync("kept"));
        Assert.Equal("201 redeemed null", await bench.RedeemAsync("u-1", code).ToldAsync());
    }

    [Fact]
    public async Task Staff_see_by_whom_and_why_members_were_merged_and_parted()
    {
        await EnrolAsync();
        await MergeAsync("kept", "old");

        var explained = await JsonAsync("/api/members/old/explain");
        var merged = Assert.Single(explained.GetProperty("merged").EnumerateArray());
        Assert.Equal(("old", "one person"), (merged.GetProperty("from").GetString(), merged.GetProperty("reason").GetString()));
        await UndoAsync("kept");

        Assert.Equal(0, (await JsonAsync("/api/members/kept/explain")).GetProperty("merged").GetArrayLength());
        var timeline = (await JsonAsync("/api/members/kept/timeline")).GetProperty("timeline").EnumerateArray()
            .Where(item => item.GetProperty("type").GetString() == "merge")
            .Select(item => item.GetProperty("became").GetString());
        Assert.Equal(["merged", "undone"], timeline.Order());
    }

    [Fact]
    public async Task Nobody_loses_a_reward_and_both_together_earn_no_second_one()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 10_000, member: "kept"), Some.Purchase("p-2", 10_000, member: "old"));
        string[] codes = [.. await bench.CodesAsync("kept"), .. await bench.CodesAsync("old")];

        Assert.Equal("201 merged", await MergeAsync("kept", "old"));
        await bench.BuyAsync(Some.Purchase("p-3", 10_000, member: "old"));

        Assert.Equal(codes.Order(), (await bench.CodesAsync("kept")).Order());
    }

    [Fact]
    public async Task A_gift_is_given_once_whichever_of_the_numbers_it_is_given_to()
    {
        await EnrolAsync();
        Assert.Equal(201, await GiveAsync("old"));
        await MergeAsync("kept", "old");

        Assert.Equal(200, await GiveAsync("old"));
        Assert.Single(await bench.CodesAsync("kept"));
    }

    [Theory]
    [InlineData("kept")]
    [InlineData("old")]
    public async Task To_erase_the_member_erases_every_number_and_counts_what_was_bought_once(string number)
    {
        using var kept = await bench.PutAsync("kept", """{"name":"Ann of one"}""");
        using var old = await bench.PutAsync("old", """{"name":"Ann of the other","card":"C-2"}""");
        await bench.BuyAsync(
            Some.Purchase("p-1", 100, member: "kept"), Some.Purchase("p-1", 100, member: "old"), Some.Coffees(7, "p-2", member: "old"));
        Assert.Equal("201 merged", await MergeAsync("kept", "old"));
        await bench.BuyAsync(Some.Purchase("p-3", 20, member: "old"));

        Assert.Equal(200, await bench.DeleteAsync(number));

        var dump = await Dump.OfAsync(bench);
        Assert.Empty(dump.Find("Ann of"));
        Assert.DoesNotContain(dump.Rows, row => row.Table is not Tables.Erased && row.Row.Partition is "kept" or "old");
        Assert.Equal(
            (3L, 127L),
            (dump.Rows.Where(row => row.Table == Tables.Sums).Sum(row => row.Row.Fields.Number("purchases") ?? 0),
                dump.Rows.Where(row => row.Table == Tables.Sums).Sum(row => row.Row.Fields.Number("amount") ?? 0)));
        await bench.BuyAsync(Some.Purchase("p-4", 1, member: "old"));
        Assert.Equal(404, (int)(await bench.GetAsync("/api/members/old")).StatusCode);
        Assert.Equal(404, (int)(await bench.GetAsync("/api/members/kept")).StatusCode);
        Assert.Equal(200, await bench.DeleteAsync(number));
    }

    [Fact]
    public async Task An_export_has_what_is_held_under_each_number()
    {
        await EnrolAsync();
        await MergeAsync("kept", "old");

        var export = await JsonAsync("/api/members/old/export");

        Assert.Equal("kept", export.GetProperty("member").GetString());
        var number = Assert.Single(export.GetProperty("numbers").EnumerateArray());
        Assert.Equal("C-2", number.GetProperty("profile").GetProperty("card").GetString());
        Assert.Equal("old", Assert.Single(export.GetProperty("merges").EnumerateArray()).GetProperty("from").GetString());
    }

    private async Task EnrolAsync()
    {
        using var kept = await bench.PutAsync("kept", """{"name":"Ann","email":"ann@example.com"}""");
        using var old = await bench.PutAsync("old", """{"name":"Anna","email":"ann@example.com","card":"C-2"}""");
    }

    private async Task<int> GiveAsync(string member)
    {
        using var content = Json("""{"id":"g-1","reward":"freeCoffee","reason":"Waited long"}""");
        using var answer = await bench.Staff.PostAsync($"/api/members/{member}/gifts", content, Cancellation);
        return (int)answer.StatusCode;
    }

    private async Task<string> MergeAsync(string into, string from, string id = "x-1")
    {
        using var content = Json($$"""{"id":"{{id}}","from":"{{from}}","reason":"one person"}""");
        return await ToldAsync(await bench.Staff.PostAsync($"/api/members/{into}/merge", content, Cancellation));
    }

    private async Task<string> UndoAsync(string into, string id = "x-1") =>
        await ToldAsync(await bench.Staff.PostAsync($"/api/members/{into}/merge/{id}/undo", null, Cancellation));

    private static async Task<string> ToldAsync(HttpResponseMessage answer)
    {
        var body = await PortalBench.JsonAsync(answer);
        var status = (int)answer.StatusCode;
        return answer.IsSuccessStatusCode ? $"{status} {body.GetProperty("status").GetString()}"
            : body.TryGetProperty("reason", out var reason) ? $"{status} {reason.GetString()}"
            : $"{status}";
    }

    private async Task<(string? Member, string? Tier, long Spend)> StandingAsync(string member)
    {
        var standing = await bench.GetJsonAsync($"/api/members/{member}");
        return (
            standing.GetProperty("member").GetString(),
            standing.GetProperty("tier").GetString(),
            standing.GetProperty("lifetimeSpend").GetInt64());
    }

    private async Task<string?> FindAsync(string body)
    {
        using var content = Json(body);
        using var answer = await bench.Till.PostAsync("/api/members/lookup", content, Cancellation);
        var found = await PortalBench.JsonAsync(answer);
        return answer.IsSuccessStatusCode ? found.GetProperty("member").GetString() : found.GetProperty("reason").GetString();
    }

    private async Task<JsonElement> JsonAsync(string path) => await PortalBench.JsonAsync(await bench.Staff.GetAsync(path, Cancellation));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    // What staff find, once what happened has been looked at.
    private async Task<IEnumerable<string>> FoundAsync()
    {
        await bench.WaitAsync(NodaTime.Duration.FromMinutes(15));
        using var answer = await bench.Staff.GetAsync("/api/members?sort=member", Cancellation);
        return (await PortalBench.JsonAsync(answer)).GetProperty("members").EnumerateArray()
            .Select(member => $"{member.GetProperty("member").GetString()} {member.GetProperty("spend").GetInt64()}")
            .ToList();
    }
}
