using System.Text;
using FsCheck.Fluent;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Portal;
using Loyalty.Functions.Tests.Portal.Privacy;
using NodaTime;

namespace Loyalty.Functions.Tests.Verifying;

public sealed class DamageTests
{
    [Fact]
    public async Task Whatever_is_damaged_of_what_is_derived_is_found_and_mended_and_nothing_else_is() =>
        await WithFullLivesAsync(async bench =>
        {
            Assert.Empty(await bench.VerifyAsync());
            var facts = Facts((await Dump.OfAsync(bench)).Rows);
            Property.Holds(60, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => CheckAsync(bench, seed).GetAwaiter().GetResult());
            Assert.Equal(facts, Facts((await Dump.OfAsync(bench)).Rows));
        });

    [Fact]
    public async Task Every_kind_of_damage_is_found_and_mended() => await WithFullLivesAsync(async bench =>
    {
        for (var place = 0; Damage.Of((await Dump.OfAsync(bench)).Rows) is var all && place < all.Count; place++)
        {
            await CheckAsync(bench, all[place]);
        }
    });

    private static async Task WithFullLivesAsync(Func<PortalBench, Task> act)
    {
        var bench = new PortalBench { Program = FullLife.Program, GiftsMonth = 100_000, InMemory = true };
        await bench.InitializeAsync();
        await using (bench)
        {
            foreach (var member in new[] { "full", "kept" })
            {
                await bench.LiveAsync(member);
            }

            await bench.BuyAsync(
                Some.Purchase("kept-p-1", 900, member: "from"), Some.Coffees(2, "from-p-1", member: "from"), Some.Void("from-v-1", "kept-p-1", member: "from"));
            using var merged = await bench.Staff.PostAsync(
                "/api/members/kept/merge", new StringContent("""{"id":"x-1","from":"from"}""", Encoding.UTF8, "application/json"), CancellationToken.None);
            Assert.True(merged.IsSuccessStatusCode, await merged.Content.ReadAsStringAsync(CancellationToken.None));
            await bench.WaitAsync(Duration.FromHours(1));
            await act(bench);
        }
    }

    private static async Task CheckAsync(PortalBench bench, int seed)
    {
        var all = Damage.Of((await Dump.OfAsync(bench)).Rows);
        await CheckAsync(bench, all[seed % all.Count]);
    }

    private static async Task CheckAsync(PortalBench bench, Damage damage)
    {
        await damage.DoAsync(bench);
        var found = await bench.VerifyAsync();
        Assert.True(found.Count > 0, $"{damage}: nothing is found.");
        Assert.True(found.Select(one => one.Split(' ')[0]).Distinct().Count() == 1, $"{damage}: {string.Join(", ", found)} are found.");
        Assert.Equal(found, await bench.VerifyAsync(mend: true));
        // Lines for lists are written some minutes after anything changes.
        await bench.WaitAsync(Duration.FromMinutes(15));
        var left = await bench.VerifyAsync();
        Assert.True(left.Count == 0, $"{damage}: {string.Join(", ", left)} are left.");
    }

    /// <summary>What is never to change, but for what says that somebody mended.</summary>
    private static IReadOnlyList<string> Facts(IEnumerable<(string Table, Row Row)> rows) =>
    [
        .. rows.Where(found => found.Table == Tables.Members)
            .Select(found => found.Row)
            .Where(row => !row.Key.StartsWith("audit:", StringComparison.Ordinal) && row.Key != "member"
                && !row.Key.StartsWith("lookup:", StringComparison.Ordinal))
            .Select(row => $"{row.Partition} {row.Key} " + string.Join(' ', row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => $"{field.Key}={(field.Value is byte[] bytes ? Convert.ToHexString(bytes) : field.Value)}"))),
    ];
}
