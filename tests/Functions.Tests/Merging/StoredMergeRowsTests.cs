using System.Text;
using Loyalty.Domain.Members;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Receiving;
using Loyalty.Functions.Tests.Sending;

namespace Loyalty.Functions.Tests.Merging;

/// <summary>What a merge leaves in rows is a contract with every store that is out there: add, never rename.</summary>
public sealed class StoredMergeRowsTests
{
    [Fact]
    public async Task The_rows_of_a_merge_are_as_they_were()
    {
        await using var bench = await SendingBench.StartAsync(
            Encoding.UTF8.GetString(Some.CoffeeProgram().Span), "2026-11-22T12:00:00Z");
        await bench.EnrolAsync(new Profile(), Merges.Kept);
        await bench.EnrolAsync(new Profile { Card = "C-2" }, Merges.Old);
        await bench.CountAsync(Some.Coffees(1, member: Merges.Old));
        var open = "";
        bench.Store.BeforeCommit = table =>
        {
            open = table == Tables.Members && open.Length == 0 ? RowText.Of(bench.Memory.All(Tables.Merges)) : open;
            return Task.CompletedTask;
        };

        await bench.MergeAsync();

        Assert.Equal(
            """
            kept
              by: "staff"
              from: "old"
              id: "x-1"
              into: "kept"
              reason: "one person"
              undo: False
            old
              by: "staff"
              from: "old"
              id: "x-1"
              into: "kept"
              reason: "one person"
              undo: False
            """,
            open);
        var (kept, old) = (Row(bench, Merges.Kept, "member"), Row(bench, Merges.Old, "member"));
        Assert.Equal(
            ("kept", "x-1", "Joined"),
            (old.Fields.Text("mergedInto"), old.Fields.Text("merge"), old.Fields.Text("mergeState")));
        Assert.True(kept.Fields.Flag("joint"));
        Assert.Equal(
            """[{"id":"x-1","from":"old","numbers":["old"],"at":"2026-11-22T12:00:00Z","by":"staff","reason":"one person","filled":["card"]}]""",
            Encoding.UTF8.GetString(kept.Fields.Bytes("merged0")!));
        Assert.Equal(Row(bench, Merges.Old, "event:p-1").Fields, Row(bench, Merges.Kept, "event:p-1~old").Fields);
        Assert.Equal(
            "old",
            bench.Memory.All(Tables.Members)
                .Single(row => row.Partition == Merges.Kept && row.Key.StartsWith("reward:", StringComparison.Ordinal))
                .Fields.Text("from"));
        Assert.Equal(
            """
            merge:x-1
              at: "2026-11-22T12:00:00Z"
              by: "staff"
              from: "old"
              reason: "one person"
            """,
            RowText.Of(Row(bench, Merges.Kept, "merge:x-1")));
    }

    private static Row Row(SendingBench bench, string member, string key) =>
        bench.Memory.All(Tables.Members).Single(row => row.Partition == member && row.Key == key);
}
