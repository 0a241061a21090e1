using System.Text;
using System.Text.Json;

namespace Loyalty.Domain.Tests.Cli;

public sealed class BacktestCommandTests : IDisposable
{
    private const string Program = """
        { "name": "P", "currency": "EUR", "zone": "UTC",
          "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "a", "name": "A" }, { "id": "b", "name": "B", "spend": 100 } ] } }
        """;

    private const string Purchase =
        """{"id":"1","type":"purchase","member":"m","store":"s","at":"2023-01-31T12:00:00Z","amount":100,"currency":"EUR"}""";

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-backtest-").FullName;
    private readonly string program;
    private readonly string draft;

    public BacktestCommandTests() => (program, draft) =
        (Write("program.json", Program), Write("draft.json", Program.Replace("100", "101", StringComparison.Ordinal)));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Its_counts_are_those_of_standing_run_with_each_program()
    {
        var (shop, purchases) = (Sample("online-retail-program.json"), Sample("online-retail-2011.ndjson.gz"));
        var harder = Write("harder.json", File.ReadAllText(shop)
            .Replace("\"spend\": 250000", "\"spend\": 375000", StringComparison.Ordinal)
            .Replace("\"every\": 8", "\"every\": 6", StringComparison.Ordinal));

        // The twelve months begin with the sample, so that all of it is in them.
        var backtest = Json(CommandRun.Of(
            "", "backtest", "--program", harder, "--against", shop, "--purchases", purchases, "--as-of", "2011-11-30").Output);
        var current = Standings("--program", shop);
        var after = Standings("--program", shop, "--program", $"{harder}@2010-12-01");

        Assert.Equal("2010-12-01", backtest.GetProperty("from").GetString());
        Assert.Equal(Summary(current), Summary(backtest.GetProperty("current")));
        Assert.Equal(Summary(after), Summary(backtest.GetProperty("draft")));
        Assert.NotEqual(Summary(current), Summary(after));
        Assert.Equal(
            current.Zip(after, (one, other) => (From: Tier(one), To: Tier(other)))
                .CountBy(move => move).Select(move => (move.Key.From, move.Key.To, (long)move.Value)).Order(),
            backtest.GetProperty("moves").EnumerateArray().Select(move => (
                move.GetProperty("from").GetString()!, move.GetProperty("to").GetString()!, move.GetProperty("members").GetInt64())).Order());

        JsonElement[] Standings(params string[] programs) =>
        [
            .. CommandRun.Of("", ["standing", .. programs, "--purchases", purchases, "--as-of", "2011-11-30"]).Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)),
        ];
    }

    [Fact]
    public void The_program_of_the_sample_changes_nothing_of_itself()
    {
        var (shop, purchases) = (Sample("online-retail-program.json"), Sample("online-retail-2011.ndjson.gz"));

        var backtest = Json(CommandRun.Of("", "backtest", "--program", shop, "--against", shop, "--purchases", purchases).Output);

        Assert.Equal(backtest.GetProperty("current").GetRawText(), backtest.GetProperty("draft").GetRawText());
        Assert.All(["up", "down"], way => Assert.Equal(0, backtest.GetProperty(way).GetProperty("members").GetInt64()));
        Assert.Equal(4_338, backtest.GetProperty("moves").EnumerateArray().Sum(move => move.GetProperty("members").GetInt64()));
    }

    [Fact]
    public void What_is_published_changes_nothing_of_itself()
    {
        var run = Run(Purchase, draft: program, "--against", draft, "--against", $"{program}@2023-01-31");

        Assert.Equal(Json(run.Output).GetProperty("current").GetRawText(), Json(run.Output).GetProperty("draft").GetRawText());
        Assert.Equal(1, Json(run.Output).GetProperty("asItWas").GetProperty("tiers")[1].GetProperty("members").GetInt32());
    }

    [Fact]
    public void Without_a_date_the_twelve_months_end_with_the_last_purchase()
    {
        Assert.Equal("2023-01-31", Json(Run(Purchase).Output).GetProperty("asOf").GetString());
        Assert.Equal("2024-02-29", Json(Run(Purchase, draft, "--against", program, "--as-of", "2024-02-29").Output).GetProperty("asOf").GetString());
    }

    [Fact]
    public void A_bad_line_is_told_as_standing_tells_it_and_the_rest_counts()
    {
        var events = $"\n{{}}\n{Purchase}\nno\n{Purchase.Replace("100", "101", StringComparison.Ordinal)}\n{Purchase}";

        var run = Run(events);
        var standing = CommandRun.Of(events, "standing", "--program", program, "--purchases", "-", "--as-of", "2023-02-28");

        Assert.Equal((2, standing.Error), (run.ExitStatus, run.Error));
        Assert.Equal(1, Json(run.Output).GetProperty("members").GetInt32());
        Assert.Equal(1, Json(run.Output).GetProperty("down").GetProperty("members").GetInt32());
    }

    [Fact]
    public void A_share_of_the_members_is_the_same_one_each_time()
    {
        var events = string.Join('\n', Enumerable.Range(0, 500).Select(number =>
            Purchase.Replace("\"m\"", $"\"m-{number}\"", StringComparison.Ordinal)));

        var tenth = Run(events, draft, "--against", program, "--sample", "10%");

        Assert.InRange(Json(tenth.Output).GetProperty("members").GetInt32(), 20, 90);
        Assert.Equal(tenth, Run(events, draft, "--against", program, "--sample", "10%"));
    }

    [Fact]
    public void People_get_a_table_and_machines_JSON()
    {
        string[] args = ["backtest", "--program", draft, "--against", program, "--purchases", "-"];
        CommandRun Seen(params string[] more) =>
            CommandRun.Of(new MemoryStream(Encoding.UTF8.GetBytes(Purchase)), [.. args, .. more], forPeople: true);

        Assert.Equal(
            """
            1 members, 2022-02-01 to 2023-01-31: 0 move up, 1 down. Money is in cents.

            Members by tier: current, down; draft, across
                 A  B
              A  0  0
              B  1  0

            Tier
                 members, current  revenue, current  members, draft  revenue, draft
              A                 0                 0               1             100
              B                 1               100               0               0

            Rewards earned
                      current  cost, current  draft  cost, draft
              in all        0              0      0            0

            Who would move down when, if the draft were published on the last date
                       members
              2023-01        1

            Some who move down
                 from  to
              m     b   a

            """,
            Seen().Output);
        Assert.StartsWith("{", Seen("--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_draft_prints_only_its_errors_and_so_does_one_that_changes_what_may_not_change()
    {
        var broken = Run(Purchase, Write("broken.json", "{"));
        var other = Run(Purchase, Write("other.json", Program.Replace("EUR", "GBP", StringComparison.Ordinal)));

        Assert.Equal((2, ""), (broken.ExitStatus, broken.Output));
        Assert.Equal((2, ""), (other.ExitStatus, other.Output));
        Assert.Contains("other.json: /currency: ", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--against", "P")]
    [InlineData("--purchases", "-")]
    [InlineData("--against", "P", "--purchases", "-", "--live")]
    [InlineData("--against", "P", "--live")]
    [InlineData("--live", "--as-of", "2023-01-31")]
    [InlineData("--live", "--url", "shop")]
    [InlineData("--live")]
    [InlineData("--against", "P", "--purchases", "nowhere.ndjson")]
    [InlineData("--against", "P@2023-01-01", "--purchases", "-")]
    [InlineData("--against", "P", "--purchases", "-", "--as-of", "31.1.2023")]
    [InlineData("--against", "P", "--purchases", "-", "--sample", "0%")]
    [InlineData("--against", "P", "--purchases", "-", "--sample", "101%")]
    [InlineData("--against", "P", "--purchases", "-", "--sample", "10")]
    public void An_argument_that_is_wrong_is_told_and_nothing_is_printed(params string[] args)
    {
        var run = CommandRun.Of(
            Purchase, ["backtest", "--program", draft, .. args.Select(arg => arg.StartsWith('P') ? program + arg[1..] : arg)]);

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void Without_a_purchase_there_is_nothing_to_go_by()
    {
        var run = Run("");

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.Contains("--as-of", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_it_ends_in_the_midst_of_the_file_and_prints_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var endless = new EndlessPurchases(afterReads: 3, cancellation.Cancel);

        var run = CommandRun.Of(
            endless, ["backtest", "--program", draft, "--against", program, "--purchases", "-"], cancellationToken: cancellation.Token);

        Assert.Equal((130, ""), (run.ExitStatus, run.Output));
    }

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static string Tier(JsonElement standing) => standing.GetProperty("tier").GetString()!;

    /// <summary>Of standings: members and spend by tier, rewards by key.</summary>
    private static string Summary(JsonElement[] standings) => string.Join(
        '\n',
        standings
            .GroupBy(Tier)
            .Select(tier => $"{tier.Key} {tier.Count()} {tier.Sum(standing => standing.GetProperty("spend").GetInt64())}")
            .Concat(standings
                .SelectMany(standing => standing.GetProperty("entitled").EnumerateObject())
                .GroupBy(entitled => entitled.Name)
                .Select(key => $"{key.Key} {key.Sum(entitled => entitled.Value.GetInt64())}"))
            .Order(StringComparer.Ordinal));

    /// <summary>The same of what a backtest says of one side.</summary>
    private static string Summary(JsonElement side) => string.Join(
        '\n',
        side.GetProperty("tiers").EnumerateArray()
            .Select(tier => $"{tier.GetProperty("id")} {tier.GetProperty("members")} {tier.GetProperty("revenue")}")
            .Concat(side.GetProperty("rewards").EnumerateArray()
                .GroupBy(reward => reward.GetProperty("key").GetString())
                .Select(key => $"{key.Key} {key.Sum(reward => reward.GetProperty("count").GetInt64())}"))
            .Order(StringComparer.Ordinal));

    private CommandRun Run(string events) => Run(events, draft);

    private CommandRun Run(string events, string draft) => Run(events, draft, "--against", program);

    private CommandRun Run(string events, string draft, params string[] args) =>
        CommandRun.Of(events, ["backtest", "--program", draft, .. args, "--purchases", "-"]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Purchases without end; after so many reads something happens.</summary>
    private sealed class EndlessPurchases(int afterReads, Action then) : MemoryStream
    {
        private static readonly byte[] Line = Encoding.UTF8.GetBytes(Purchase + "\n");
        private int reads;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (++reads == afterReads)
            {
                then();
            }

            for (var i = 0; i < count; i++)
            {
                buffer[offset + i] = Line[i % Line.Length];
            }

            return count;
        }
    }
}
