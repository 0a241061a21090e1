using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Wire.Programs;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>A version in words against another.</summary>
public sealed class ProgramChangesTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(WholeProgram.Text);

    [Theory]
    [InlineData("/tiers/levels/2/spend", "150000", "Gold needs 1,500.00 instead of 1,000.00")]
    [InlineData("/tiers/levels/2/visits", null, "Gold no longer needs 50 visits")]
    [InlineData("/tiers/levels/1/visits", "20", "Silver needs 20 visits now")]
    [InlineData("/tiers/levels/2/require", "\"any\"", "Gold needs one of its thresholds now")]
    [InlineData("/tiers/levels/1/name", "\"Argent\"", "Silver is called Argent instead of Silver")]
    [InlineData("/tiers/levels/1/benefits/0", "\"A chair\"", "Silver no longer has the benefit Free oat milk", "Silver has the benefit A chair now")]
    [InlineData("/tiers/softLanding", null, "Tiers lapse to the first level at once now")]
    [InlineData("/tiers/keep/months", "6", "Tiers are kept for 6 months instead of 13")]
    [InlineData("/visit", null, "A visit needs 0.01 instead of 2.00")]
    [InlineData("/closures/1", "{\"from\":\"2027-07-02\",\"to\":\"2027-07-14\"}", "The program no longer is closed on 2027-07-01 to 2027-07-14", "The program is closed on 2027-07-02 to 2027-07-14 now")]
    [InlineData("/streaks/0/milestones/0", null, "The milestone of 4 of the streak Week after week is gone")]
    [InlineData("/rewards/coffee/perMemberMonth", "1", "The reward A free coffee comes to a member 1 times a month at most instead of 3")]
    [InlineData("/rewards/new", "{\"name\":\"A cake\",\"kind\":\"item\",\"validFor\":{\"days\":7}}", "The reward A cake is new: gives something; is good for 7 days")]
    [InlineData("/messages/welcome", null, "The welcome is no longer sent")]
    [InlineData("/messages/winBack/steps/2", "{\"afterDays\":200,\"reward\":\"fiver\"}", "Step 3 of the win-back is new: goes 200 days after the last visit; offers the reward fiver")]
    [InlineData("/onPublish", null, "The program no longer judges the tiers of earlier dates anew")]
    [InlineData("/messages/thankYou/askFeedback", "false", "The thank-you note asks for no mark now")]
    public void A_change_is_a_sentence(string pointer, string? json, params string[] told) =>
        Assert.Equal(told, ProgramChanges.Between(Whole, WholeProgram.With(pointer, json)).Select(change => change.Detail));

    [Fact]
    public void Every_value_that_changes_is_told_with_its_place_and_so_is_its_way_back()
    {
        foreach (var (pointer, value) in WholeProgram.Leaves().Where(leaf => leaf.Pointer != "/$schema"))
        {
            var other = WholeProgram.With(pointer, Other(value));

            Assert.Contains(pointer, ProgramChanges.Between(Whole, other).Select(Place));
            Assert.Contains(pointer, ProgramChanges.Between(other, Whole).Select(Place));

            // An id is what a thing is known by: another one is another thing.
            string Place(ProgramChange change) =>
                pointer.StartsWith(change.Pointer + "/", StringComparison.Ordinal) ? pointer : change.Pointer;
        }
    }

    [Fact]
    public void Another_order_of_levels_is_told_and_of_closures_it_is_none()
    {
        var order = ProgramChanges.Between(Whole, Swapped("levels", 1, 2));

        Assert.Equal([("/tiers/levels", "The order of levels is bronze, gold, silver now")], order.Select(change => (change.Pointer, change.Detail)));
        Assert.Empty(ProgramChanges.Between(Whole, Swapped("closures", 0, 2)));
    }

    [Fact]
    public void What_is_only_written_otherwise_is_no_change()
    {
        var indented = Encoding.UTF8.GetBytes(JsonNode.Parse(WholeProgram.Text)!.ToString());

        Assert.Empty(ProgramChanges.Between(Whole, indented));
        Assert.Empty(ProgramChanges.Between(Whole, WholeProgram.With("/$schema", null)));
        Assert.Empty(ProgramChanges.Between(Whole, WholeProgram.With("/streaks/0/milestones/0/repeat", "true")));
        Assert.Empty(ProgramChanges.Between(WholeProgram.With("/dayStart", null), WholeProgram.With("/dayStart", "\"00:00\"")));
    }

    [Fact]
    public void Of_very_many_changes_the_first_are_told_and_how_many_there_are_more()
    {
        var many = string.Join(',', Enumerable.Range(0, 300).Select(day => $"\"{new NodaTime.LocalDate(2027, 1, 1).PlusDays(day):uuuu-MM-dd}\""));

        var changes = ProgramChanges.Between(WholeProgram.With("/closures", null), WholeProgram.With("/closures", $"[{many}]"));

        Assert.Equal((201, "There are 100 more changes."), (changes.Length, changes[^1].Detail));
    }

    private static string Other(JsonNode value) => value switch
    {
        JsonObject => "null",
        _ when value.GetValueKind() == JsonValueKind.Number => "77",
        _ when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>() ? "false" : "true",
        _ => Texts.FirstOrDefault(pair => pair.Was == value.GetValue<string>()).Now ?? "\"other\"",
    };

    private static readonly (string Was, string Now)[] Texts =
    [
        ("rolling", "\"lifetime\""), ("all", "\"any\""), ("units", "\"visits\""), ("reopen", "\"keep\""),
        ("item", "\"percent\""), ("percent", "\"item\""), ("amount", "\"item\""), ("recompute", "null"),
    ];

    private static byte[] Swapped(string list, int one, int other)
    {
        var document = JsonNode.Parse(WholeProgram.Text)!;
        var array = (list == "levels" ? document["tiers"]![list] : document[list])!.AsArray();
        (array[one], array[other]) = (array[other]!.DeepClone(), array[one]!.DeepClone());
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
