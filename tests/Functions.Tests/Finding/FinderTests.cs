using Loyalty.Domain.Members;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Finding;

public sealed class FinderTests : IAsyncLifetime
{
    private FinderBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await FinderBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Theory]
    [InlineData("Łukasz Żółć", "lukasz", "zolc", "łuk")]
    [InlineData("Ёлка Йод", "елка", "ЁЛКА", "иод")]
    [InlineData("Άννα Παππάς", "αννα", "παππασ", "ΆΝΝΑ")]
    [InlineData("Nguyễn Thị Ánh", "nguyen", "thi anh", "ánh")]
    [InlineData("Straße Æther", "strasse", "aether", "STRASSE")]
    [InlineData("Jose\u0301 \u202Eevil", "josé", "evil", "jose")]
    [InlineData("D'Arcy-Smith/Jones #1?\\", "darcy", "d'arcy-sm", "smith/jones")]
    [InlineData("👩‍🚀 Ann 𐐀x", "👩", "ann", "𐐀")]
    [InlineData("अनुराधा", "अनु", "अनुराधा", "अ")]
    public async Task A_name_is_found_as_people_type_it(string name, params string[] typed)
    {
        await bench.Shop.EnrolAsync(new Profile { Name = name }, "m-1");
        await bench.Shop.EnrolAsync(new Profile { Name = "Other" }, "m-2");
        await bench.SettleAsync();

        foreach (var some in typed)
        {
            Assert.Equal((some, "m-1"), (some, await bench.IdsAsync($"q={Uri.EscapeDataString(some)}")));
        }
    }

    [Fact]
    public async Task The_longest_names_addresses_and_numbers_can_be_listed_and_replaced()
    {
        var member = new string('M', 128);
        var name = string.Concat(Enumerable.Repeat("字 ", 100));
        var email = $"{new string('+', 64)}@{string.Join('.', Enumerable.Repeat(new string('x', 60), 3))}.com";
        await bench.Shop.EnrolAsync(new Profile { Name = name, Email = email }, member);
        await bench.Shop.EnrolAsync(new Profile { Name = string.Join('-', Enumerable.Range(10, 66)) }, "m-1");
        await bench.SettleAsync();
        await bench.Shop.EnrolAsync(new Profile { Name = new string('\u0416', 200), Email = email }, member);
        await bench.Shop.EnrolAsync(new Profile { Name = string.Join('-', Enumerable.Range(30, 66)) }, "m-1");
        await bench.SettleAsync();

        foreach (var sort in new[] { "lastVisit", "spend", "name", "member" })
        {
            var all = await bench.FindAsync($"sort={sort}", take: 1);
            Assert.Equal(2, all.Count);
        }

        Assert.Equal(member, await bench.IdsAsync($"q={new string('ж', 60)}"));
        Assert.Equal("m-1", await bench.IdsAsync("q=30-31"));
    }

    /// <summary>What rows are called is a contract with every store that is out there: whoever changes it has to write all anew.</summary>
    [Fact]
    public async Task The_rows_of_a_line_are_as_they_were()
    {
        await bench.Shop.EnrolAsync(new Profile { Name = "Anna-Maria Bērziņa", Email = "ann+1@example.com" }, "M-1");
        await bench.Shop.BuyAsync("p-1", 1250, "M-1");
        await bench.SettleAsync();

        var rows = bench.Shop.Memory.All(Tables.Finder);
        Assert.Equal("02", Assert.Single(rows.Select(row => row.Partition).Distinct()));
        Assert.Equal(
            [
                "LastVisit.down!bronze!uwuqyvvyuu|_yv|",
                "LastVisit.up!bronze!2026-11-22!M-1!",
                "Member.down!bronze!|_yv|",
                "Member.up!bronze!!M-1!",
                "Name.down!bronze!L99Lz:L5DLzKH5$D9L|_yv|",
                "Name.up!bronze!anna$maria$berzina!M-1!",
                "Spend.down!bronze!wwwwwwwwwwwwwwwvurw|_yv|",
                "Spend.up!bronze!0000000000000001250!M-1!",
                "member!M-1",
                "stale!2027-01-22!M-1",
                "word!@example.com!M-1",
                "word!annamaria!M-1",
                "word!ann|002b1@example.com!M-1",
                "word!berzina!M-1",
                "word!m-1!M-1",
                "word!maria!M-1",
            ],
            rows.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            """
            stale!2027-01-22!M-1
              asOf: "2026-11-22"
              email: "ann+1@example.com"
              lastVisit: "2026-11-22"
              lifetimeSpend: 1250
              member: "M-1"
              name: "Anna-Maria Bērziņa"
              spend: 1250
              staleOn: "2027-01-22"
              tier: "bronze"
              visits: 1
            """,
            Receiving.RowText.Of(rows.Single(row => row.Key == "stale!2027-01-22!M-1")));
    }

    [Fact]
    public async Task Whoever_is_erased_is_not_found_and_nothing_of_them_is_left()
    {
        await bench.Shop.EnrolAsync("m-1");
        await bench.Shop.EnrolAsync("m-2");
        await bench.SettleAsync();
        Assert.InRange(bench.RowsOf("m-1"), 10, 20);

        await bench.EraseAsync("m-1");
        Assert.Equal((0, "m-2"), (bench.RowsOf("m-1"), await bench.IdsAsync("")));

        await bench.SettleAsync();
        Assert.Equal(0, bench.RowsOf("m-1"));
    }

    [Fact]
    public async Task A_refresh_that_meets_an_erasure_leaves_nothing()
    {
        await bench.Shop.EnrolAsync("m-1");
        bench.Shop.Clock.AdvanceMinutes(11);
        bench.Shop.Store.BeforeCommit = async table =>
        {
            if (table == Tables.Finder && bench.RowsOf("m-1") == 1)
            {
                bench.Shop.Store.BeforeCommit = _ => Task.CompletedTask;
                await bench.EraseAsync("m-1");
            }
        };

        await bench.RefreshAsync();

        Assert.Equal((0, ""), (bench.RowsOf("m-1"), await bench.IdsAsync("")));
    }

    [Fact]
    public async Task A_member_who_was_there_before_lines_were_is_found_after_a_walk()
    {
        await bench.Shop.EnrolAsync("m-1");
        var row = (await bench.Shop.Memory.ReadAsync(Tables.Members, "m-1", "member", CancellationToken.None))!;
        var before = new Fields();
        foreach (var (name, value) in row.Fields.Where(field => field.Key is not ("listed" or "outreach0")))
        {
            before.Add(name, value as string);
            before.Add(name, value as long?);
            before.Add(name, value as byte[]);
        }

        await bench.Shop.Memory.CommitAsync(Tables.Members, "m-1", [new Write.Put("member", before)], CancellationToken.None);
        foreach (var hint in bench.Shop.Memory.All(Tables.Due).ToList())
        {
            await bench.Shop.Memory.CommitAsync(
                Tables.Due, hint.Partition, [new Write.Delete(hint.Key, hint.ETag)], CancellationToken.None);
        }

        await bench.SettleAsync();
        Assert.Equal("", await bench.IdsAsync(""));

        // The walk of that time is over, and this host knows of none.
        await bench.Shop.Memory.CommitAsync(
            Tables.Due, "walk", [new Write.Put("0000000001", new Fields { { "done", true } })], CancellationToken.None);
        await bench.NewWalk().StepAsync(CancellationToken.None);
        await bench.SettleAsync();

        Assert.Equal("m-1", await bench.IdsAsync(""));
    }

    [Fact]
    public async Task A_tier_that_lapses_is_listed_as_lapsed_though_nothing_happens()
    {
        await bench.Shop.BuyAsync("p-1", 6000);
        await bench.SettleAsync();
        Assert.Equal("m-1", await bench.IdsAsync("tier=silver"));

        bench.Shop.Clock.AdvanceDays(62);
        await bench.RefreshAsync();

        Assert.Equal(("", "m-1"), (await bench.IdsAsync("tier=silver"), await bench.IdsAsync("tier=bronze&spendTo=0")));
    }

    [Theory]
    [InlineData("take=0", "/take")]
    [InlineData("take=201", "/take")]
    [InlineData("sort=tier", "/sort")]
    [InlineData("order=up", "/order")]
    [InlineData("tier=%27%20or%20true", "/tier")]
    [InlineData("visitedFrom=2026-13-01", "/visitedFrom")]
    [InlineData("visitedTo=yesterday", "/visitedTo")]
    [InlineData("visitedFrom=2026-02-01&visitedTo=2026-01-01", "/visitedTo")]
    [InlineData("spendFrom=-1", "/spendFrom")]
    [InlineData("spendTo=1e3", "/spendTo")]
    [InlineData("spendFrom=2&spendTo=1", "/spendTo")]
    [InlineData("after=%25", "/after")]
    [InlineData("after=Li4uLw", "/after")]
    [InlineData("q=a%00b", "/q")]
    [InlineData("take=x&sort=y&spendTo=z", "/sort /spendTo /take")]
    public async Task A_bad_query_is_refused_with_all_that_is_wrong(string query, string pointers)
    {
        var (status, body) = await bench.AskAsync(query);

        Assert.Equal(400, status);
        Assert.Equal(
            pointers, string.Join(' ', body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order()));
    }

    [Theory]
    [InlineData("~")]
    [InlineData("!")]
    [InlineData("|0041")]
    [InlineData("' or PartitionKey ge '")]
    [InlineData("\uFFFF")]
    [InlineData("%")]
    [InlineData("@")]
    [InlineData("---")]
    public async Task Nothing_typed_finds_more_than_what_begins_so(string typed)
    {
        await bench.Shop.EnrolAsync(new Profile { Name = "Anna" }, "m-1");
        await bench.SettleAsync();

        Assert.Equal("", await bench.IdsAsync($"q={Uri.EscapeDataString(typed)}"));
    }

    [Fact]
    public async Task A_family_that_shares_a_phone_number_is_found_by_it()
    {
        foreach (var member in new[] { "m-1", "m-2", "m-3" })
        {
            await bench.Shop.EnrolAsync(new Profile { Name = "Berg", Phone = "+371 2000-0000" }, member);
        }

        await bench.SettleAsync();

        Assert.Equal("m-1 m-2 m-3", await bench.IdsAsync("sort=member&q=%2B37120000000"));
    }
}
