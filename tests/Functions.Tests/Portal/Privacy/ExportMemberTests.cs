using System.Text;
using System.Text.Json;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>Whoever asks what is held about a member is told all of it.</summary>
public sealed class ExportMemberTests : IAsyncLifetime
{
    // Packed or hashed, for programs alone; what they come to stands in the events, the rewards and the standing.
    private static readonly string[] ForPrograms = ["hash", "history0", "rewards0", "refunds0"];

    private static readonly char[] Between = [' ', '/'];

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await FullLife.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Every_text_in_every_row_of_the_member_is_in_it()
    {
        await bench.LiveAsync("m-1");

        var export = await ExportAsync("m-1");

        var rows = (await Dump.OfAsync(bench)).Rows.Where(found => found.Row.Partition == "m-1").Select(found => found.Row).ToList();
        Assert.Equal(
            [
                "audit", "card", "consent", "event", "feedback", "gift", "letter", "lookup", "member", "message", "redemption", "refunds",
                "reward", "withheld",
            ],
            rows.Select(row => row.Key.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
        var told = TextsOf(export).Select(Plain).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Assert.All(
                row.Fields.Where(field => !ForPrograms.Contains(field.Key)).SelectMany(TextsOf).Select(Plain),
                text => Assert.True(told.Contains(text), $"{row.Key} says {text}, and the export does not."));
        }
    }

    [Fact]
    public async Task A_kind_of_row_that_it_does_not_know_is_an_error_and_never_left_out()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100));
        await bench.Store.CommitAsync(Tables.Members, "m-1", [new Write.Insert("novel:1", [])], CancellationToken.None);

        using var answer = await bench.Staff.GetAsync("/api/members/m-1/export", CancellationToken.None);

        await PortalBench.ProblemAsync(answer, 500);
    }

    [Fact]
    public async Task It_is_a_file_that_nobody_keeps_on_the_way_and_who_asked_is_written_down()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100));

        using var answer = await bench.Staff.GetAsync("/api/members/m-1/export", CancellationToken.None);

        Assert.Equal("attachment; filename=\"loyalty-export.json\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var audit = Assert.Single((await PortalBench.JsonAsync(answer)).GetProperty("audit").EnumerateArray());
        Assert.Equal(
            """{"at":"2026-11-22T12:00:00Z","act":"exported","by":"office","byCustomer":false,"about":null}""", audit.GetRawText());
    }

    [Fact]
    public async Task The_audit_trail_stands_in_the_timeline_and_says_of_fields_which_and_not_what()
    {
        await bench.LiveAsync("m-1");
        await ExportAsync("m-1");

        var timeline = await PortalBench.JsonAsync(
            await bench.Staff.GetAsync("/api/members/m-1/timeline?take=200", CancellationToken.None));

        Assert.Equal(
            [
                "consentRecorded by customer: granted", "consentRecorded by till: granted", "exported by office: ",
                "profileChanged by customer: birthday", "rewardGiven by office: m-1-g-1",
            ],
            timeline.GetProperty("timeline").EnumerateArray()
                .Where(item => item.GetProperty("type").GetString() == "audit")
                .Select(item => $"{item.GetProperty("act").GetString()} by {item.GetProperty("by").GetString()}: {item.GetProperty("about").GetString()}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_nobody_and_of_who_was_erased_there_is_nothing_to_hand_out()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 100, member: "gone"));
        await bench.DeleteAsync("gone");

        foreach (var member in new[] { "nobody", "gone" })
        {
            await PortalBench.ProblemAsync(await bench.Staff.GetAsync($"/api/members/{member}/export", CancellationToken.None), 404);
        }
    }

    private async Task<JsonElement> ExportAsync(string member)
    {
        using var answer = await bench.Staff.GetAsync($"/api/members/{member}/export", CancellationToken.None);
        Assert.Equal(200, (int)answer.StatusCode);
        return await PortalBench.JsonAsync(answer);
    }

    // A code is stored without its hyphens, and a stored word is spelt as programs spell it.
    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static IEnumerable<string> TextsOf(KeyValuePair<string, object> field) => field switch
    {
        { Key: "used" or "sent", Value: string list } => list.Split(Between),
        { Value: string text } => [text],
        { Value: byte[] bytes } => TextsOf(JsonDocument.Parse(Encoding.UTF8.GetString(bytes)).RootElement),
        _ => [],
    };

    private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => TextsOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
