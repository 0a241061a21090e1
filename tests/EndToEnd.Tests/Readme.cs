using System.Text.RegularExpressions;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What README.md tells a newcomer to do: its commands and tables, taken from the page itself.</summary>
internal static partial class Readme
{
    private static readonly string[] ShellLanguages = ["", "sh"];

    public static string Text { get; } = File.ReadAllText(Repository.File("README.md"));

    /// <summary>The commands of the fenced blocks, in their order.</summary>
    public static IReadOnlyList<ShellCommand> Commands { get; } = [.. Blocks()
        .Where(block => ShellLanguages.Contains(block.Groups["language"].Value))
        .SelectMany(block => ShellCommand.Parse(block.Groups["text"].Value))];

    /// <summary>The one command that begins like this and, where there is an ending, ends like that.</summary>
    public static ShellCommand Command(string beginning, string ending = "") => Assert.Single(
        Commands,
        command => command.Text.StartsWith(beginning, StringComparison.Ordinal)
            && command.Text.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The one block of JSON.</summary>
    public static string Json() =>
        Assert.Single(Blocks(), block => block.Groups["language"].Value == "json").Groups["text"].Value;

    /// <summary>The groups of an expression that the page has once.</summary>
    public static IReadOnlyList<string> Find(string expression) =>
        [.. Assert.Single(Regex.Matches(Text, expression)).Groups.Values.Skip(1).Select(group => group.Value)];

    /// <summary>The cells of the table with this head.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Table(string head)
    {
        var lines = Text[Text.IndexOf(head, StringComparison.Ordinal)..].Split('\n').TakeWhile(line => line.StartsWith('|'));
        return [.. lines.Skip(2).Select(Cells)];
    }

    private static string[] Cells(string row) =>
        [.. Bar().Split(row.Trim('|')).Select(cell => cell.Replace("\\|", "|", StringComparison.Ordinal).Trim())];

    private static MatchCollection Blocks() => Block().Matches(Text);

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
