using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>A member who is erased is nowhere any more.</summary>
public sealed class DeleteMemberTests : IAsyncLifetime
{
    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await FullLife.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Nothing_of_the_member_is_found_in_any_table_or_letter_and_nothing_of_another_is_touched()
    {
        await bench.LiveAsync("stays");
        await bench.LiveAsync("gone-7301");
        var before = await Dump.OfAsync(bench);
        var secrets = FullLife.Identities("gone-7301").Concat(Rewards(before, "gone-7301")).ToList();
        Assert.All(secrets.Where(secret => !secret.Contains("@old", StringComparison.Ordinal)), secret => Assert.NotEmpty(before.Find(secret)));
        Assert.Equal(
            ["budgets", "codes", "complaints", "due", "finder", "lookups", "members", "messages", "redemptions"],
            before.Rows.Where(found => before.Find("gone-7301").Any(place => place.StartsWith($"{found.Table} ", StringComparison.Ordinal)))
                .Select(found => found.Table).Distinct().Order());
        Assert.Equal(5, before.Letters.Count(letter => letter.Contains("gone-7301", StringComparison.Ordinal)));

        Assert.Equal(200, await bench.DeleteAsync("gone-7301"));

        var after = await Dump.OfAsync(bench);
        Assert.All(secrets, secret => Assert.Empty(after.Find(secret)));
        Assert.Equal(before.Letters.Count - 5, after.Letters.Count);
        Assert.Equal(
            before.Saying("stays").Where(row => !row.StartsWith("budgets", StringComparison.Ordinal)),
            after.Saying("stays").Where(row => !row.StartsWith("budgets", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_bought_stays_in_the_sums_by_month_and_store()
    {
        await bench.LiveAsync("gone");
        await bench.BuyAsync(
            Some.Purchase("october", 1_000, "2026-10-02T10:00:00Z", "gone"),
            Some.Purchase("voided", 700, member: "gone"),
            Some.Refund("of-voided", "voided", 70, member: "gone"),
            Some.Void("void", "voided", member: "gone"));

        await bench.DeleteAsync("gone");

        var dump = await Dump.OfAsync(bench);
        Assert.Equal(
            ["2026-10 riga-1: 1 of 1000, 0 of 0 back", "2026-11 riga-1: 3 of 106, 1 of 30 back"],
            dump.Rows.Where(found => found.Table == Tables.Sums).Select(found => $"{found.Row.Partition} {found.Row.Key}: "
                + $"{found.Row.Fields.Number("purchases")} of {found.Row.Fields.Number("amount")}, "
                + $"{found.Row.Fields.Number("refunds")} of {found.Row.Fields.Number("refunded")} back"));
    }

    [Fact]
    public async Task A_late_event_does_not_bring_the_member_back_and_neither_does_a_till()
    {
        await bench.LiveAsync("gone");
        var codes = await bench.CodesAsync("gone");
        await bench.DeleteAsync("gone");

        await bench.BuyAsync(Some.Purchase("late", 100, member: "gone"));
        using var put = await bench.PutAsync("gone", """{"name":"Ann"}""");
        using var consent = await bench.ConsentAsync("gone");

        Assert.Equal(0, bench.Queue.Stats.DeadLettered);
        await PortalBench.ProblemAsync(put, 410);
        await PortalBench.ProblemAsync(consent, 410);
        using var preview = await bench.Till.PostAsync(
            "/api/preview",
            new StringContent("""{"member":"gone","store":"riga-1","amount":1000}""", Encoding.UTF8, "application/json"),
            CancellationToken.None);
        await PortalBench.ProblemAsync(preview, 410);
        foreach (var path in new[] { "", "/rewards" })
        {
            await PortalBench.ProblemAsync(await bench.GetAsync($"/api/members/gone{path}"), 404);
        }

        Assert.Equal("404", await bench.RedeemAsync("u-9", codes[0]).ToldAsync());
        Assert.Equal("404", await bench.ConfirmAsync("gone-u-2").ToldAsync());
        Assert.Equal("404", await bench.CancelAsync("gone-u-2").ToldAsync());
        Assert.Empty((await Dump.OfAsync(bench)).Find("gone"));
    }

    [Fact]
    public async Task Erasing_again_is_the_same_and_who_never_was_is_404()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100, member: "gone"));

        Assert.Equal(
            (200, 200, 404), (await bench.DeleteAsync("gone"), await bench.DeleteAsync("gone"), await bench.DeleteAsync("nobody")));
    }

    [Fact]
    public async Task The_mark_that_stays_says_when_and_by_whom_and_nothing_else()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100, member: "gone"));

        await bench.DeleteAsync("gone");

        var mark = Assert.Single((await Dump.OfAsync(bench)).Rows, found => found is { Table: Tables.Erased, Row.Key: "erased" }).Row;
        Assert.Equal(64, mark.Partition.Length);
        Assert.Equal(
            [("at", "2026-11-22T12:00:00Z"), ("by", "office")],
            mark.Fields.Select(field => (field.Key, $"{field.Value}")).Order());
    }

    [Fact]
    public async Task A_member_of_more_rows_than_a_transaction_has_is_erased()
    {
        await bench.BuyAsync([.. Enumerable.Range(0, 250).Select(i => Some.Purchase($"p-{i}", 1, member: "gone"))]);

        Assert.Equal(200, await bench.DeleteAsync("gone"));

        Assert.Empty((await Dump.OfAsync(bench)).Find("gone"));
    }

    [Fact]
    public async Task A_letter_that_is_on_its_way_when_its_member_is_erased_does_not_arrive_in_the_folder()
    {
        var letter = MessageId.OfCode(MemberId.Parse("gone"), bench.Now);
        var email = new Email(new(null, "shop@example.com"), "gone@example.com", null, "Code", "<p>123456</p>", "123456", []);

        await bench.Provider.ForgetAsync([letter], CancellationToken.None);
        await bench.Provider.SendAsync(email, letter, CancellationToken.None);

        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Mail));
    }

    private static IEnumerable<string> Rewards(Dump dump, string member) => dump.Rows
        .Where(found => found.Row.Partition == member && found.Row.Key.StartsWith("reward:", StringComparison.Ordinal))
        .Select(found => found.Row.Key["reward:".Length..]);
}
