using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Receiving;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>What is written down of who did what, and what stays of who was erased: a contract with every store that is out there.
/// </summary>
public sealed class StoredPrivacyRowsTests
{
    [Fact]
    public async Task The_rows_of_the_audit_trail_and_of_letters_are_as_they_were()
    {
        await using var bench = await FullLife.StartAsync();
        await bench.LiveAsync("m-1");

        var audit = await bench.RowsAsync("m-1", "audit:");
        Assert.Equal(
            """
            audit:2026-11-22T12:00:00.000000000Z:a373bd4e857b8ea51a847d83e9d5dfe6
              about: "m-1-g-1"
              act: "RewardGiven"
              at: "2026-11-22T12:00:00Z"
              by: "office"
              byCustomer: False
            """,
            RowText.Of(Assert.Single(audit, row => row.Fields.Text("act") == "RewardGiven")));
        Assert.Equal(["ConsentRecorded", "ProfileChanged", "RewardGiven"], audit.Select(row => row.Fields.Text("act")).Distinct().Order());
        Assert.Equal(
            """
            letter:682ba02c9a2d93bd15a01a5a8fcd55b6
              isNewAddress: True
              sentAt: "2026-11-22T12:00:00.0000001Z"
              to: "m-1@other.example.com"
            letter:b056401656f6e78a76f829833badc863
              isNewAddress: False
              sentAt: "2026-11-22T12:00:00Z"
              to: "m-1@example.com"
            """,
            RowText.Of(await bench.RowsAsync("m-1", "letter:")));
    }

    [Fact]
    public async Task The_rows_that_stay_are_as_they_were()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 100), Some.Refund("r-1", "p-1", 30));
        await bench.DeleteAsync("m-1");

        var stays = (await Dump.OfAsync(bench)).Rows.Where(found => found.Table is Tables.Erased or Tables.Sums).Select(found => found.Row).ToList();
        var mark = Assert.Single(stays, row => row.Key == "erased");
        var sum = Assert.Single(stays, row => row.Key == "riga-1");

        Assert.Equal(
            """
            erased
              at: "2026-11-22T12:00:00Z"
              by: "office"
            """,
            RowText.Of(mark));
        Assert.Equal("2026-11", sum.Partition);
        Assert.Equal(
            """
            riga-1
              added: "ID"
              amount: 100
              purchases: 1
              refunded: 30
              refunds: 1
            """,
            RowText.Of(sum).Replace(sum.Fields.Text("added")!, "ID", StringComparison.Ordinal));
        var recent = Assert.Single(stays, row => row.Partition == "recent");
        Assert.Equal($"{mark.Partition}\n  at: \"2026-11-22T12:00:00Z\"", RowText.Of(recent));
        Assert.Equal(3, stays.Count);
    }
}
