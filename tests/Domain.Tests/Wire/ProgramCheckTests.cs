using Loyalty.Domain.Tests.Cli;
using Loyalty.Wire.Programs;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>What a marketer is told of a draft.</summary>
public sealed class ProgramCheckTests
{
    public static TheoryData<int> Errors => [.. Enumerable.Range(0, BrokenPrograms.Errors.Count)];

    public static TheoryData<int> Warnings => [.. Enumerable.Range(0, BrokenPrograms.Warnings.Count)];

    [Fact]
    public void There_are_more_than_a_hundred_ways_to_break_a_program() => Assert.True(BrokenPrograms.Errors.Count > 100);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Each_mistake_is_told_at_its_place_with_what_to_do(int number)
    {
        var (what, document, pointer) = BrokenPrograms.Errors[number];

        var check = ProgramCheck.Of(document);

        Assert.False(check.IsGood, what);
        var told = check.Errors.Where(error => error.Pointer == pointer).ToList();
        Assert.True(told.Count > 0, $"{what}: {string.Join('\n', check.Errors)}");
        Assert.All(told, error => Assert.Matches(ToDo, error.Detail));
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void What_is_odd_is_told_and_keeps_nobody_from_publishing(int number)
    {
        var (what, document, pointer) = BrokenPrograms.Warnings[number];

        var check = ProgramCheck.Of(document);

        Assert.True(check.IsGood, string.Join('\n', check.Errors));
        var told = check.Warnings.Where(warning => warning.Pointer == pointer).ToList();
        Assert.True(told.Count > 0, $"{what}: {string.Join('\n', check.Warnings)}");
        Assert.All(told, warning => Assert.Matches(ToDo, warning.Detail));
    }

    [Fact]
    public void Of_a_program_that_makes_sense_nothing_is_said()
    {
        var check = ProgramCheck.Of(WholeProgram.With());

        Assert.True(check.IsGood);
        Assert.Empty(check.Warnings);
    }

    [Fact]
    public void A_letter_that_nobody_wrote_is_told_and_one_that_is_not_there_in_English_keeps_it_back()
    {
        var letters = new Dictionary<string, HashSet<string>>
        {
            ["en"] = ["welcome", "activation", "tierUpgrade", "tierExpiring", "thankYou", "winBack", "rewardExpiring", "almostThere"],
            ["lv"] = ["welcome", "activation", "tierUpgrade", "tierExpiring", "thankYou", "rewardExpiring", "almostThere", "birthday"],
        };

        var check = ProgramCheck.Of(WholeProgram.With()).WithLetters(letters);

        Assert.Equal("/messages/birthday", Assert.Single(check.Errors).Pointer);
        var warning = Assert.Single(check.Warnings);
        Assert.Equal("/messages/winBack", warning.Pointer);
        Assert.Contains("templates/lv/winBack.html", warning.Detail, StringComparison.Ordinal);
        Assert.Empty(ProgramCheck.Of(WholeProgram.With("/messages", null)).WithLetters(letters).Errors);
    }

    [Fact]
    public void The_command_says_so_and_its_exit_status_does()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, WholeProgram.With("/rewards/fiver/cost", null));
            var run = CommandRun.Of("", "program", "check", file);
            Assert.Equal(0, run.ExitStatus);
            Assert.StartsWith("warning /rewards/fiver/cost: ", run.Output, StringComparison.Ordinal);
            Assert.EndsWith("0 errors, 1 warning: it can be published.\n", run.Output, StringComparison.Ordinal);

            File.WriteAllBytes(file, WholeProgram.With("/tiers/levels/1/spend", "0"));
            run = CommandRun.Of("", "program", "check", file);
            Assert.Equal(2, run.ExitStatus);
            Assert.StartsWith("error   /tiers/levels/1/spend: ", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private const string ToDo = "(?i)\\b(expected|leave|is required|unknown field|give|say|take out|name|write|lower|raise|allow|add|offer|let|goes with)\\b";
}
