using System.Text.RegularExpressions;
using Loyalty.LocalHost.Options;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What README.md says is so: the commands are its own, taken from the page.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Play = "dotnet run --project src/LocalHost -- play";
    private const string Test = "dotnet test";
    private const string Standing = "dotnet run --project src/Cli -- standing ";

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-readme-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public void The_play_and_the_tests_come_first() =>
        Assert.Equal([Play, Test], Readme.Commands.Take(2).Select(command => command.Text));

    [Fact]
    public void It_gives_no_command_that_is_not_tried()
    {
        ShellCommand[] tried = [
            Readme.Command(Play), Readme.Command(Test), Readme.Command(Standing),
            ReadmeTrialTests.Serve, ReadmeTrialTests.Post, ReadmeTrialTests.Get, ReadmeTrialTests.Enrol, ReadmeTrialTests.Agree,
            Readme.Command("KEY=")];
        // What they set up is held against the code by Infrastructure.Tests; to try them takes a subscription.
        ShellCommand[] onAzure = [Readme.Command("azd auth login"), Readme.Command("azd up")];

        Assert.Empty(Readme.Commands.Except(tried).Except(onAzure));
    }

    [Fact]
    public async Task Play_plays_the_year_and_says_what_became_of_everybody()
    {
        var members = Number(Readme.Find(@"what became of its ([\d,]+) customers")[0]);

        var play = await DotnetRun.OfAsync(Readme.Command(Play), "--exit", "--data", data, "--port", "0");

        Assert.Equal((0, ""), (play.ExitCode, play.Error));
        Assert.Equal(members, Section(play.Output, "Members by tier").Values.Sum());
        Assert.All(Section(play.Output, "Members by tier").Values, count => Assert.InRange(count, 1, members));
        Assert.NotEmpty(Section(play.Output, "Longest streaks"));
        Assert.NotEmpty(Section(play.Output, "Rewards issued"));
        var events = Section(play.Output, "Events");
        Assert.Equal((25_898, 25_898), (events["played"], events["counted"]));
        Assert.Equal((0, 0), (events["doubles"], events["rejected"]));
    }

    [Fact]
    public void The_test_command_is_what_ci_runs() =>
        Assert.Contains(Readme.Command(Test).Text, File.ReadLines(Repository.File(".ci/run")));

    [Fact]
    public async Task Standing_prints_a_line_for_each_member()
    {
        var standing = await DotnetRun.OfAsync(Readme.Command(Standing));

        Assert.Equal((0, ""), (standing.ExitCode, standing.Error));
        var lines = standing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Number(Readme.Find(@"what became of its ([\d,]+) customers")[0]), lines.Length);
        Assert.All(lines, line => Assert.StartsWith("{\"member\":\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_options_are_those_of_the_help()
    {
        var help = Options((await DotnetRun.OfAsync(ReadmeTrialTests.Serve, "--help")).Output);
        var table = Readme.Table("| option |").ToDictionary(row => row[0].Trim('`'), row => row[1].Trim('`'));

        Assert.Equal(help.Keys.Except(["--version"]).Order(), table.Keys.Order());
        Assert.All(table, row =>
        {
            var description = help[row.Key];
            var named = DefaultValue().Match(description);
            Assert.True(
                named.Success ? named.Groups[1].Value == row.Value : description.Contains(row.Value, StringComparison.Ordinal),
                $"{row.Key} is not {row.Value} by default: {description}");
        });
        var play = Options((await DotnetRun.OfAsync(Readme.Command(Play), "--help")).Output);
        Assert.All(play.Keys.Except(help.Keys), option => Assert.Contains($"`{option}`", Readme.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_are_looked_for_in_the_folder_that_one_is_in()
    {
        var run = await DotnetRun.OfAsync(ReadmeTrialTests.Serve, "--program", "missing.json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(Repository.File("missing.json"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_port_is_the_one_it_has_by_default() =>
        Assert.Equal($":{LocalHostOptions.DefaultPort}/", Assert.Single(Port().Matches(Readme.Text).Select(port => port.Value).Distinct()));

    [Fact]
    public void Every_link_leads_to_something_that_is_there()
    {
        string[] pages = [
            Repository.File("README.md"), Repository.File("samples/README.md"), Repository.File("eng/azure/README.md"),
            .. Directory.EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)];
        var links = pages.SelectMany(page => Link().Matches(File.ReadAllText(page))
            .Select(link => Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)));
        var folders = Folder().Matches(Readme.Text).Select(folder => Repository.File(folder.Groups[1].Value));

        Assert.DoesNotContain(links.Concat(folders), path => !Path.Exists(path));
    }

    private static int Number(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal));

    private static Dictionary<string, int> Section(string output, string title) => output
        .Split('\n')
        .SkipWhile(line => line != title)
        .Skip(1)
        .TakeWhile(line => line.Length > 0)
        .Select(line => Row().Match(line))
        .ToDictionary(row => row.Groups[1].Value, row => Number(row.Groups[2].Value));

    // By what they are called with, "--port PORT": what is said of them.
    private static Dictionary<string, string> Options(string help) => Option().Matches(help).ToDictionary(
        option => option.Groups["value"].Success ? $"{option.Groups["name"]} {option.Groups["value"]}" : option.Groups["name"].Value,
        option => option.Groups["text"].Value);

    [GeneratedRegex(@"^  (.+?) +([\d,]+)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^  (?<name>--[a-z-]+)( <(?<value>[^>]+)>)? +(?<text>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"\[default: (.*)\]")]
    private static partial Regex DefaultValue();

    [GeneratedRegex(@":\d+/")]
    private static partial Regex Port();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|bench|config|samples|docs|eng)\b[^` ]*)`")]
    private static partial Regex Folder();
}
