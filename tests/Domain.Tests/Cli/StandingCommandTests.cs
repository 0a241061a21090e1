using System.IO.Compression;
using System.Text;

namespace Loyalty.Domain.Tests.Cli;

public sealed class StandingCommandTests : IDisposable
{
    private const string Program = """
        { "name": "P", "currency": "EUR", "zone": "UTC",
          "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "a", "name": "A" }, { "id": "b", "name": "B", "spend": 100 } ] } }
        """;

    private const string Purchase =
        """{"id":"1","type":"purchase","member":"m","store":"s","at":"2023-01-31T12:00:00Z","amount":100,"currency":"EUR"}""";

    private const string Standing =
        """{"member":"m","tier":"b","tierUntil":null,"spend":100,"visits":1,"lifetimeSpend":100,"lifetimeVisits":1,"streaks":{},"entitled":{}}""" + "\n";

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Events_come_from_standard_input() => Assert.Equal(new CommandRun(0, Standing, ""), Run(Purchase + "\n\r\n" + Purchase));

    [Fact]
    public void Events_come_from_a_file_gzipped_or_not()
    {
        using (var gzip = new GZipStream(File.Create(Path.Combine(folder, "events.ndjson.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Purchase));
        }

        Assert.Equal(new CommandRun(0, Standing, ""), RunOn(Write("events.ndjson", Purchase)));
        Assert.Equal(new CommandRun(0, Standing, ""), RunOn(Path.Combine(folder, "events.ndjson.gz")));
    }

    [Fact]
    public void A_bad_line_is_told_by_its_number_and_the_rest_counts()
    {
        var run = Run($"\n{{}}\n{Purchase}\nno\n{Purchase.Replace("100", "101", StringComparison.Ordinal)}\n");

        Assert.Equal((2, Standing), (run.ExitStatus, run.Output));
        Assert.Equal(
            [
                "line 2: /id", "line 2: /type", "line 2: /member", "line 2: /store", "line 2: /at", "line 2: /amount", "line 2: /currency",
                "line 4: Is not valid JSON at line 1, column 2", "line 5: /id",
            ],
            run.Error.TrimEnd().Split('\n').Select(line => string.Join(':', line.Split(':')[..2])));
        Assert.Contains("IdReused", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_whom_there_is_a_refund_alone_stands_on_the_first_level()
    {
        var run = Run("""{"id":"2","type":"void","purchase":"1","member":"z","store":"s","at":"2023-01-31T12:00:00Z"}""" + "\n" + Purchase);

        Assert.Equal(["{\"member\":\"m\",\"tier\":\"b\"", "{\"member\":\"z\",\"tier\":\"a\""], run.Output.TrimEnd().Split('\n').Select(line => line[..24]));
    }

    [Fact]
    public void A_version_is_in_force_from_the_date_after_the_at_sign()
    {
        var first = Write("program.json", Program);
        var second = Write("program@2.json", Program.Replace("100", "1000", StringComparison.Ordinal));
        var events = Write("events.ndjson", Purchase);
        CommandRun On(string from) => CommandRun.Of(
            "", "standing", "--program", first, "--program", $"{second}@{from}", "--purchases", events, "--as-of", "2023-02-28");

        Assert.Contains("\"tier\":\"b\"", On("2023-02-01").Output, StringComparison.Ordinal);
        Assert.Contains("\"tier\":\"a\"", On("2023-01-31").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_program_prints_only_its_errors()
    {
        var first = Write("program.json", Program.Replace("\"zone\"", "\"zones\"", StringComparison.Ordinal));
        var second = Write("later.json", "{");

        var run = CommandRun.Of(
            Purchase, "standing", "--program", first, "--program", $"{second}@2023-01-01", "--purchases", "-", "--as-of", "2023-02-28");

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.StartsWith($"{first}: /zones: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{first}: /zone: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{second}: Is not valid JSON ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--program", "P", "--purchases", "-")]
    [InlineData("--program", "P", "--as-of", "2023-02-28")]
    [InlineData("--purchases", "-", "--as-of", "2023-02-28")]
    [InlineData("--program", "P", "--purchases", "-", "--as-of", "28.2.2023")]
    [InlineData("--program", "P", "--purchases", "-", "--as-of", "2023-02-29")]
    [InlineData("--program", "P", "--purchases", "nowhere.ndjson", "--as-of", "2023-02-28")]
    [InlineData("--program", "nowhere.json", "--purchases", "-", "--as-of", "2023-02-28")]
    [InlineData("--program", "P@2023-01-01", "--purchases", "-", "--as-of", "2023-02-28")]
    [InlineData("--program", "P", "--program", "P", "--purchases", "-", "--as-of", "2023-02-28")]
    [InlineData("--program", "P", "--purchases", "-", "--as-of", "2023-02-28", "--clock", "now")]
    public void An_argument_that_is_wrong_is_told_and_nothing_is_printed(params string[] args)
    {
        var program = Write("program.json", Program);

        var run = CommandRun.Of(Purchase, ["standing", .. args.Select(arg => arg.StartsWith('P') ? program + arg[1..] : arg)]);

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.NotEmpty(run.Error);
    }

    private CommandRun Run(string input) =>
        CommandRun.Of(input, "standing", "--program", Write("program.json", Program), "--purchases", "-", "--as-of", "2023-02-28");

    private CommandRun RunOn(string purchases) =>
        CommandRun.Of("", "standing", "--program", Write("program.json", Program), "--purchases", purchases, "--as-of", "2023-02-28");

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
