using System.Globalization;

namespace Loyalty.Domain.Tests.Cli;

/// <summary>The contract's own examples: programs and events with the output that is expected to the letter.</summary>
public sealed class VectorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    public static TheoryData<string> Vectors =>
        [.. Directory.GetDirectories(Folder).Select(vector => Path.GetFileName(vector)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Standings_are_as_the_contract_has_them_to_the_letter(string vector)
    {
        string File(string name) => Path.Combine(Folder, vector, name);
        var later = Directory.GetFiles(Path.Combine(Folder, vector), "program@*.json")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => new[] { "--program", $"{path}@{Path.GetFileNameWithoutExtension(path).Split('@')[1]}" });
        var exitStatus = System.IO.File.Exists(File("exit.txt"))
            ? int.Parse(System.IO.File.ReadAllText(File("exit.txt")), CultureInfo.InvariantCulture)
            : 0;

        var run = CommandRun.Of(
            "",
            [
                "standing", "--program", File("program.json"), .. later,
                "--purchases", File("events.ndjson"), "--as-of", System.IO.File.ReadAllText(File("as-of.txt")).Trim(),
            ]);

        Assert.Equal(System.IO.File.ReadAllText(File("expected.ndjson")), run.Output);
        Assert.Equal(exitStatus, run.ExitStatus);
    }
}
