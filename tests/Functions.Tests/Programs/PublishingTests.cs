using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Wire;
using Loyalty.Domain.Values;
using Loyalty.Functions.Tests.Portal;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using Loyalty.Wire.Standings;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Programs;

/// <summary>What publishing does to members, and what it leaves alone.</summary>
public sealed class PublishingTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly LocalDate Today = new(2026, 11, 22);

    [Fact]
    public async Task While_events_stream_in_and_versions_change_ten_times_nothing_is_lost_and_nothing_of_earlier_dates_changes()
    {
        const int Members = 24;
        const int Rounds = 12;
        await using var bench = await PortalBench.StartAsync();
        var events = new ConcurrentBag<PurchaseEvent>();
        var streaming = Task.WhenAll(Enumerable.Range(0, 3).Select(till => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var sent = Enumerable.Range(0, Members).Select(member => (PurchaseEvent)Event(till, round, member)).ToArray();
                Array.ForEach(sent, events.Add);
                await bench.BuyAsync(sent);
            }
        })));
        var spends = new[] { 10_000, 4_000, 30_000, 9_000, 20_000, 2_000, 12_000, 6_000, 49_999, 3_000, 8_000 };
        for (var i = 1; i < spends.Length; i++)
        {
            // A third of them for later, not in the order of their dates.
            var from = i % 3 == 0 ? $"?from=2026-12-{20 - i:00}" : "";
            await bench.EditAsync($"\"spend\": {spends[i - 1]},", $"\"spend\": {spends[i]},", from);
        }

        await streaming;
        // Whoever bought nothing after the last version is for the walk.
        await bench.WaitAsync(Duration.FromMinutes(2));
        await ExpectAllAsync(bench, events, Members);
        await bench.MoveToAsync("2026-12-05");
        var later = Enumerable.Range(0, Members).Where(member => member % 2 == 0)
            .Select(member => (PurchaseEvent)Some.Purchase($"late-{member}", 3_000, "2026-12-03T10:00:00Z", $"m-{member}")).ToArray();
        Array.ForEach(later, events.Add);
        await bench.BuyAsync(later);
        await bench.MoveToAsync("2026-12-21");
        await ExpectAllAsync(bench, events, Members);
    }

    /// <summary>CONTRACT section 6: from then on, also those who buy nothing more; what was past before is not sent.</summary>
    [Fact]
    public async Task Win_back_that_is_switched_on_reaches_exactly_those_of_whom_a_step_is_not_past()
    {
        const int Days = 50;
        int[] ages = [10, 39, 40, 44, 45, 60, 74, 75, 76, 90, 119, 120, 121, 400];
        await using var bench = await PortalBench.StartAsync(PortalProgram.WithSender);
        foreach (var age in ages)
        {
            await EnrolAsync(bench, $"away-{age}", age, visits: 2);
        }

        await EnrolAsync(bench, "once", 60, visits: 1);
        await EnrolAsync(bench, "silent", 60, visits: 2, agrees: false);
        await bench.EditAsync(
            "\"from\": \"Bean & Leaf <hello@example.com>\"",
            """
            "from": "Bean & Leaf <hello@example.com>", "winBack": { "steps": [ { "afterDays": 45 }, { "afterDays": 90, "reward": "fiver" } ], "minVisits": 2 }
            """);

        await bench.MoveToAsync(LocalDatePattern.Iso.Format(Today.PlusDays(Days)));

        // A step is due so many days from today; after 30 more, or with the next step, it is past, at nine in the morning.
        var expected =
            from age in ages
            from step in new[] { 45, 90 }
            let due = step - age
            where due <= Days && due + 30 > 0
            select $"away-{age} {step}";
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await SentAsync(bench)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_version_of_a_later_date_that_was_published_earlier_is_walked_when_its_date_comes()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.WithSender);
        await EnrolAsync(bench, "away", 60, visits: 2);
        const string From = "\"from\": \"Bean & Leaf <hello@example.com>\"";
        const string WinBack = ", \"winBack\": { \"steps\": [ { \"afterDays\": 45 } ] }";
        await bench.EditAsync(From, From + WinBack, "?from=2026-12-01");
        await bench.EditAsync(From + WinBack, From);

        await bench.MoveToAsync("2026-11-30");
        Assert.Empty(await SentAsync(bench));
        await bench.MoveToAsync("2026-12-02");

        Assert.Equal(["away 45"], await SentAsync(bench));
    }

    [Fact]
    public async Task Two_hundred_broken_programs_are_told_apart_and_none_is_published_or_stops_the_host()
    {
        await using var bench = await PortalBench.StartAsync();
        var etag = (await bench.GetProgramAsync()).ETag;
        foreach (var (what, document, pointer) in BrokenPrograms.Errors)
        {
            using var draft = new ByteArrayContent(document) { Headers = { { "Content-Type", "application/json" } } };
            using var validated = await bench.Staff.PostAsync("/api/program/validate", draft, Cancellation);
            var answer = await PortalBench.JsonAsync(validated);
            Assert.False(answer.GetProperty("valid").GetBoolean(), what);
            Assert.Contains(pointer, PortalBench.Pointers(answer));

            using var put = await bench.PutProgramAsync(Encoding.UTF8.GetString(document), etag);
            Assert.Contains(pointer, await PortalBench.PointersAsync(put));
        }

        Assert.Single(await bench.VersionsAsync());
        Assert.Equal(200, (int)(await bench.Staff.GetAsync("/api/health", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_warning_is_told_and_publishes_all_the_same()
    {
        await using var bench = await PortalBench.StartAsync();
        using var draft = new StringContent((await bench.GetProgramAsync()).Program.Replace("\"every\": 3", "\"every\": 4"), Encoding.UTF8, "application/json");
        using var validated = await bench.Staff.PostAsync("/api/program/validate", draft, Cancellation);
        var answer = await PortalBench.JsonAsync(validated);
        Assert.True(answer.GetProperty("valid").GetBoolean());
        Assert.Equal(["The stamp card Coffee card is full with 4 stamps instead of 3 (/stamps/0/every)"], Marketer.Changes(answer));
        Assert.Single(await bench.VersionsAsync());

        var published = await bench.EditAsync("\"every\": 3", "\"every\": 4");

        Assert.Equal(Warned(answer), Warned(published));
        Assert.Contains("/rewards/fiver/cost", Warned(published));

        static IEnumerable<string> Warned(JsonElement answer) =>
            answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("pointer").GetString()!);
    }

    [Fact]
    public async Task What_cannot_change_is_an_error_of_a_draft_too()
    {
        await using var bench = await PortalBench.StartAsync();
        using var draft = new StringContent((await bench.GetProgramAsync()).Program.Replace("\"EUR\"", "\"USD\""), Encoding.UTF8, "application/json");

        using var validated = await bench.Staff.PostAsync("/api/program/validate", draft, Cancellation);

        var answer = await PortalBench.JsonAsync(validated);
        Assert.Equal((false, "/currency"), (answer.GetProperty("valid").GetBoolean(), Assert.Single(PortalBench.Pointers(answer))));
    }

    // Dates before today, and today.
    private static Domain.Purchases.Purchase Event(int till, int round, int member)
    {
        var at = InstantPattern.General.Format(Instant.FromUtc(2026, 11, 22, 10, 0) - Duration.FromDays((round * 3 + till + member) % 9 * 4));
        var coffees = (round + member) % 3;
        var purchase = Some.Purchase($"{till}-{round}", 150 + (member * 10) + coffees, at, $"m-{member}");
        return coffees == 0 ? purchase : purchase with { Lines = [Some.Line("coffee", coffees, purchase.Amount)] };
    }

    /// <summary>Every member stands and has rewards as the function says over all versions, and what is dated before today is what the
    /// first version alone gave, and was not taken back.</summary>
    private static async Task ExpectAllAsync(PortalBench bench, IEnumerable<PurchaseEvent> events, int members)
    {
        var set = new EventSet();
        foreach (var one in events)
        {
            set.Add(one);
        }

        var versions = await ProgramAsync(bench);
        Assert.Equal(11, versions.Published.Length);
        for (var i = 0; i < members; i++)
        {
            var member = MemberId.Parse($"m-{i}");
            var history = set.HistoryOf(member, versions.Newest);
            var standing = Standing.Evaluate(versions, history, bench.Now.InUtc().Date);
            using var expected = JsonDocument.Parse(StandingJson.Write(member, standing));
            var told = await bench.GetJsonAsync($"/api/members/{member}");
            Assert.All(expected.RootElement.EnumerateObject(), property =>
                Assert.True(JsonElement.DeepEquals(property.Value, told.GetProperty(property.Name)), $"{member} {property}: {told}"));

            var rewards = await bench.RowsAsync($"{member}", "reward:");
            var open = rewards.Where(row => row.Fields.Text("revokedAt") is null).ToLookup(row => row.Fields.Text("key")!);
            Assert.Equal(
                standing.Entitled.Select(entitlement => $"{entitlement.Key} {entitlement.Count}"),
                open.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => $"{key.Key} {key.Count()}"));

            var before = rewards.Where(row => string.CompareOrdinal(row.Fields.Text("earnedOn"), "2026-11-22") < 0).ToList();
            Assert.All(before, row => Assert.Equal((1L, null), (row.Fields.Number("version"), row.Fields.Text("revokedAt"))));
            var first = Standing.Evaluate(new ProgramVersions([versions.Published[0]]), history, Today.PlusDays(-1));
            // A late event may have been the ground of one that is dated today.
            Assert.InRange(before.Count, 0, first.Entitled.Sum(entitlement => entitlement.Count));
        }
    }

    private static async Task<ProgramVersions> ProgramAsync(PortalBench bench)
    {
        var versions = new List<ProgramVersion>();
        foreach (var version in await bench.VersionsAsync())
        {
            var number = version.GetProperty("number").GetInt32();
            var document = Encoding.UTF8.GetBytes((await bench.GetProgramAsync(number)).Program);
            versions.Add(new(
                number,
                LocalDatePattern.Iso.Parse(version.GetProperty("from").GetString()!).Value,
                ((Parsed<LoyaltyProgram>.Good)ProgramJson.Parse(document)).Value));
        }

        return new(versions);
    }

    private static async Task EnrolAsync(PortalBench bench, string member, int daysAgo, int visits, bool agrees = true)
    {
        using var put = await bench.PutAsync(member, $$"""{"email":"{{member}}@example.com"}""");
        if (agrees)
        {
            using var content = new StringContent(
                """{"channel":"email","granted":true,"at":"2025-01-01T09:00:00Z","wording":"News"}""", Encoding.UTF8, "application/json");
            using var consent = await bench.Till.PostAsync($"/api/members/{member}/consent", content, Cancellation);
            Assert.Equal(201, (int)consent.StatusCode);
        }

        await bench.BuyAsync([.. Enumerable.Range(0, visits).Select(i => (PurchaseEvent)Some.Purchase(
            $"p-{i}", 1_000, InstantPattern.General.Format(Today.PlusDays(-daysAgo - (7 * i)).At(new(10, 0)).InUtc().ToInstant()), member))]);
    }

    private static async Task<IReadOnlyList<string>> SentAsync(PortalBench bench)
    {
        var lines = (await bench.Staff.GetStringAsync("/local/messages", Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. lines.Select(line => JsonDocument.Parse(line).RootElement)
                .Where(message => message.GetProperty("kind").GetString() == "winBack" && message.GetProperty("status").GetString() == "sent")
                .Select(message => $"{message.GetProperty("member")} {message.GetProperty("occasion").GetString()!.Split(':', ' ', '/')[^1]}"),
        ];
    }
}
