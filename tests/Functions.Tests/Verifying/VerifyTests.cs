using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Portal;
using NodaTime;

namespace Loyalty.Functions.Tests.Verifying;

public sealed class VerifyTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_number_that_was_merged_and_parted_again_follows_from_its_own_ledger()
    {
        await bench.BuyAsync(Some.Coffees(2, "p-1", member: "kept"), Some.Coffees(1, "p-1", member: "old"), Some.Purchase("p-2", 11_000, member: "old"));
        await PostAsync("/api/members/kept/merge", """{"id":"x-1","from":"old"}""");
        await bench.BuyAsync(Some.Refund("r-1", "p-2", 5_000, "2026-11-22T11:00:00Z", "old"), Some.Coffees(3, "p-3", member: "old"));
        await bench.WaitAsync(Duration.FromMinutes(20));
        Assert.Empty(await bench.VerifyAsync());

        await PostAsync("/api/members/kept/merge/x-1/undo", "{}");
        await bench.WaitAsync(Duration.FromMinutes(20));

        Assert.Empty(await bench.VerifyAsync());
    }

    [Fact]
    public async Task A_member_whose_row_is_lost_is_made_from_the_ledger_again_and_mending_is_written_down()
    {
        await bench.BuyAsync(Some.Coffees(2), Some.Purchase("p-2", 12_000));
        var codes = await bench.CodesAsync();
        var row = (await bench.Store.ReadAsync(Tables.Members, "m-1", "member", Cancellation))!;
        await bench.Store.CommitAsync(Tables.Members, "m-1", [new Write.Delete("member", row.ETag)], Cancellation);
        Assert.Equal(["m-1 member row"], (await bench.VerifyAsync()).Take(1));

        await bench.VerifyAsync(mend: true);

        Assert.Empty(await bench.VerifyAsync());
        Assert.Equal(codes.Order(), (await bench.CodesAsync()).Order());
        Assert.Equal("silver", (await bench.GetJsonAsync("/api/members/m-1")).GetProperty("tier").GetString());
        using var timeline = await bench.Staff.GetAsync("/api/members/m-1/timeline", Cancellation);
        Assert.Contains(
            (await PortalBench.JsonAsync(timeline)).GetProperty("timeline").EnumerateArray(),
            item => item.GetProperty("type").GetString() == "audit" && item.GetProperty("act").GetString() == "mended");
    }

    [Fact]
    public async Task A_fact_that_was_changed_is_told_and_never_mended()
    {
        await bench.BuyAsync(Some.Coffees(2));
        var row = (await bench.Store.ReadAsync(Tables.Members, "m-1", "event:p-1", Cancellation))!;
        var fields = new Fields();
        foreach (var field in row.Fields)
        {
            fields.Add(field.Key != "event0" ? field : KeyValuePair.Create(
                field.Key, (object)Encoding.UTF8.GetBytes(Encoding.UTF8.GetString((byte[])field.Value).Replace("\"amount\":2", "\"amount\":3", StringComparison.Ordinal))));
        }

        await bench.Store.CommitAsync(Tables.Members, "m-1", [new Write.Put(row.Key, fields)], Cancellation);
        using var answer = await bench.Staff.PostAsync("/api/verify?mend=true", null, Cancellation);

        var one = Assert.Single((await PortalBench.JsonAsync(answer)).GetProperty("differences").EnumerateArray());
        Assert.Equal(("event:p-1", "unreadable", false), (Text(one, "row"), Text(one, "stored"), one.GetProperty("mended").GetBoolean()));
        Assert.Equal(2, (await bench.GetJsonAsync("/api/members/m-1")).GetProperty("lifetimeSpend").GetInt32());
    }

    [Fact]
    public async Task One_member_is_asked_for_by_any_of_their_numbers()
    {
        await bench.BuyAsync(Some.Purchase(member: "kept"), Some.Purchase(member: "old"));
        await PostAsync("/api/members/kept/merge", """{"id":"x-1","from":"old"}""");
        var row = (await bench.Store.ReadAsync(Tables.Members, "kept", "member", Cancellation))!;
        var fields = new Fields { { "owed", 3 } };
        foreach (var field in row.Fields)
        {
            fields.Add(field);
        }

        await bench.Store.CommitAsync(Tables.Members, "kept", [new Write.Put("member", fields)], Cancellation);

        Assert.Equal(["kept member owed"], await bench.VerifyAsync(member: "old"));
        using var nobody = await bench.Staff.PostAsync("/api/verify?member=nobody", null, Cancellation);
        await PortalBench.ProblemAsync(nobody, 404);
        using var badly = await bench.Staff.PostAsync("/api/verify?mend=perhaps", null, Cancellation);
        Assert.Equal(["/mend"], await PortalBench.PointersAsync(badly));
    }

    [Fact]
    public async Task A_purchase_that_comes_between_is_no_difference_and_is_not_mended_away()
    {
        await bench.BuyAsync(Some.Coffees(2));
        var row = (await bench.Store.ReadAsync(Tables.Members, "m-1", "member", Cancellation))!;
        var fields = new Fields { { "owed", 3 } };
        foreach (var field in row.Fields)
        {
            fields.Add(field);
        }

        await bench.Store.CommitAsync(Tables.Members, "m-1", [new Write.Put("member", fields)], Cancellation);
        var bought = 0;
        bench.Store.BeforeCommit = async table =>
        {
            if (table == Tables.Members && Interlocked.Increment(ref bought) == 1)
            {
                await bench.BuyAsync(Some.Coffees(3, "p-2"));
            }
        };

        Assert.Contains("m-1 member owed", await bench.VerifyAsync(mend: true));

        bench.Store.BeforeCommit = _ => Task.CompletedTask;
        Assert.Equal(5, (await bench.GetJsonAsync("/api/members/m-1")).GetProperty("lifetimeSpend").GetInt32());
        Assert.Equal(5, (await bench.CodesAsync()).Count);
        Assert.Empty(await bench.VerifyAsync());
    }

    [Fact]
    public async Task A_hint_that_somebody_has_put_sooner_and_then_failed_leaves_nobody_without_one()
    {
        await bench.BuyAsync(Some.Coffees(2));
        var member = (await bench.Store.ReadAsync(Tables.Members, "m-1", "member", Cancellation))!;
        var hint = await HintAsync("m-1");
        await bench.Store.CommitAsync(
            Tables.Due, hint.Partition, [new Write.Put("m-1", new Fields { { "due", "2026-11-22T12:02:00Z" } })], Cancellation);

        await bench.WaitAsync(Duration.FromMinutes(6));

        Assert.NotEqual(member.ETag, (await bench.Store.ReadAsync(Tables.Members, "m-1", "member", Cancellation))!.ETag);
        Assert.Empty(await bench.VerifyAsync());
    }

    [Fact]
    public async Task What_has_come_due_and_waits_for_its_timer_is_no_difference()
    {
        await using var shop = await PortalBench.StartAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PortalProgram.WithSender.Span).Replace(
            "<hello@example.com>\"", "<hello@example.com>\", \"winBack\": { \"steps\": [ { \"afterDays\": 30 } ] }", StringComparison.Ordinal)));
        await shop.BuyAsync(Some.Purchase(at: "2026-11-23T08:00:00Z"));
        Assert.True((await shop.PutAsync("m-1", """{"email":"ann@example.com","consent":{"email":true}}""")).IsSuccessStatusCode);
        await shop.WaitAsync(Duration.FromMinutes(20));

        shop.PassWithoutTimers(Duration.FromHours(12));
        Assert.Empty(await shop.VerifyAsync());

        await shop.WaitAsync(Duration.FromMinutes(20));
        Assert.Empty(await shop.VerifyAsync());
    }

    private async Task<Row> HintAsync(string member)
    {
        var page = await bench.Store.ReadPageAsync(Tables.Due, member, null, Cancellation);
        return Assert.Single(page.Rows, row => row.Partition.StartsWith("Finder:", StringComparison.Ordinal));
    }

    private async Task PostAsync(string path, string body)
    {
        using var answer = await bench.Staff.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
