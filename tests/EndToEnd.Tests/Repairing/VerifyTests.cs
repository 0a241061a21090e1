using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.EndToEnd.Tests.Repairing;

/// <summary>Some weeks of real purchases, played with every timer, and then damaged on the disk.</summary>
public sealed class VerifyTests : IDisposable
{
    private const int Played = 1_500;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly string Program = Repository.File("samples/online-retail-program.json");

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-verify-").FullName;

    private string Store => Path.Combine(data, "play-1", "store.db");

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task What_was_played_follows_from_its_ledgers_and_what_is_damaged_then_is_found_and_mended()
    {
        await PlayAsync();
        var damage = await DamageAsync();

        await using var host = await HostProcess.StartAsync(
            Path.Combine(data, "play-1"), "sqlite", Program, "--clock", "2011-01-01T00:00:00Z");
        var found = await LoyaltyRun.OfAsync(host, "verify");
        Assert.Equal(1, found.ExitStatus);
        Assert.Equal(damage.Order(StringComparer.Ordinal), Lines(found).Select(line => $"{line[0]} {line[1]} {line[2]}").Order(StringComparer.Ordinal));
        var mended = await LoyaltyRun.OfAsync(host, "verify", "--mend");
        Assert.Equal(0, mended.ExitStatus);
        Assert.All(Lines(mended), line => Assert.Equal("mended", line[^1]));
        Assert.EndsWith("nothing differs.\n", (await LoyaltyRun.OfAsync(host, "verify")).Output, StringComparison.Ordinal);
    }

    private async Task PlayAsync()
    {
        var file = Path.Combine(data, "purchases.ndjson");
        await File.WriteAllLinesAsync(file, Everybody.ReadEvents(Repository.File("samples/online-retail-2011.ndjson.gz")).Take(Played), Cancellation);
        await using var host = await HostProcess.StartAsync(data, "sqlite", Program, "play", file);
        var healthy = await LoyaltyRun.OfAsync(host, "verify");
        Assert.True(healthy.ExitStatus == 0, healthy.Output + healthy.Error);
        Assert.EndsWith("nothing differs.\n", healthy.Output, StringComparison.Ordinal);
        await host.StopAsync();
    }

    /// <summary>Damages a row of another member of each kind, and says what is to be found.</summary>
    private async Task<IReadOnlyList<string>> DamageAsync()
    {
        await using var database = new SqliteDatabase(Store);
        var store = await SqliteStore.OpenAsync(database);
        var members = (await RowsAsync(store, Tables.Members)).Where(row => row.Key == "member").ToList();
        var expected = new List<string>();
        foreach (var (row, field) in members.Zip(["history0", "tier", "lifetimeSpend", "lastDate", "seenAt", "asOf"]))
        {
            await CommitAsync(store, Tables.Members, row.Partition, new Write.Put(row.Key, Without(row, field)));
            expected.Add($"{row.Partition} member {field.TrimEnd('0')}");
        }

        var rest = members.Skip(expected.Count).Select(row => row.Partition).ToHashSet();
        var reward = (await RowsAsync(store, Tables.Members)).First(row =>
            rest.Contains(row.Partition) && row.Key.StartsWith("reward:", StringComparison.Ordinal) && row.Fields.Text("revokedAt") is null);
        rest.Remove(reward.Partition);
        await CommitAsync(store, Tables.Codes, reward.Key["reward:".Length..], new Write.Put("code", new Fields { { "member", members[0].Partition } }));
        expected.Add($"{reward.Partition} codes/{Printed(reward.Key["reward:".Length..])} member");

        var word = (await RowsAsync(store, Tables.Finder)).First(row => rest.Contains(row.Fields.Text("member")!) && row.Key.StartsWith("word!", StringComparison.Ordinal));
        rest.Remove(word.Fields.Text("member")!);
        await CommitAsync(store, Tables.Finder, word.Partition, new Write.Delete(word.Key, word.ETag));
        expected.Add($"{word.Fields.Text("member")} finder/line rows");

        var refunds = (await RowsAsync(store, Tables.Members)).First(row => rest.Contains(row.Partition) && row.Key.StartsWith("refunds:", StringComparison.Ordinal));
        await CommitAsync(store, Tables.Members, refunds.Partition, new Write.Delete(refunds.Key, refunds.ETag));
        expected.Add($"{refunds.Partition} {refunds.Key} refunds");
        return expected;
    }

    private static IEnumerable<string[]> Lines(LoyaltyRun run) =>
        run.Output.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).Skip(1).Select(line => line.Split('\t'));

    // As people see it: in groups of four.
    private static string Printed(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    private static Fields Without(Row row, string name)
    {
        var fields = new Fields();
        foreach (var field in row.Fields.Where(field => field.Key != name))
        {
            fields.Add(field);
        }

        return fields;
    }

    private static async Task CommitAsync(SqliteStore store, string table, string partition, Write write) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(table, partition, [write], Cancellation));

    private static async Task<IReadOnlyList<Row>> RowsAsync(SqliteStore store, string table)
    {
        var rows = new List<Row>();
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(table, null, continuation, Cancellation);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
