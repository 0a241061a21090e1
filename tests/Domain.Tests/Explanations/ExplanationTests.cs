using System.Buffers;
using System.Text;
using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Values;
using Loyalty.Wire.Explanations;
using Loyalty.Wire.Standings;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests.Explanations;

public class ExplanationTests
{
    [Fact]
    public void Every_number_of_an_explanation_is_that_of_the_standing() =>
        Property.Holds(500, Scenario.Any(), scenario =>
        {
            var versions = scenario.Versions;
            var now = versions.Newest.Zone.AtLeniently(scenario.X.At(LocalTime.Noon)).ToInstant();
            var member = new Member { Id = MemberId.Parse("m-1"), History = scenario.History };
            var standing = Standing.Evaluate(versions, member.History, versions.Newest.Today(now));

            var explained = Explain(scenario, member, now);

            Assert.Equal(
                Encoding.UTF8.GetString(StandingJson.Write(member.Id, standing)), explained.GetProperty("standing").GetRawText());
            var tier = explained.GetProperty("tier");
            Assert.Equal(standing.Tier.Id, tier.GetProperty("level").GetString());
            Assert.Equal(Iso(standing.TierUntil), tier.GetProperty("until").GetString());
            Assert.Equal(standing.TierIndex == 0, tier.GetProperty("restsOn").ValueKind == JsonValueKind.Null);
            var said = explained.GetProperty("next");
            Assert.Equal(Progress.ToNext(standing) is null, said.ValueKind == JsonValueKind.Null);
            if (Progress.ToNext(standing) is { } next)
            {
                Assert.Equal(next.Level.Id, said.GetProperty("level").GetString());
                Assert.Equal(next.SpendNeeded, Number(said.GetProperty("spendNeeded")));
                Assert.Equal(next.VisitsNeeded, Number(said.GetProperty("visitsNeeded")));
                Assert.Equal(standing.Spend, said.GetProperty("spend").GetInt64());
            }

            Assert.Equal(
                standing.Streaks.Select(one => (one.Streak.Id, one.Current, one.Best)),
                explained.GetProperty("streaks").EnumerateObject().Select(one =>
                    (one.Name, one.Value.GetProperty("current").GetInt32(), one.Value.GetProperty("best").GetInt32())));
            Assert.Equal(
                standing.Stamps.Select(one => (one.Card.Id, one.Have)),
                explained.GetProperty("stamps").EnumerateObject().Select(one => (one.Name, one.Value.GetProperty("have").GetInt64())));

            // Rewards are issued by the later of the date and the last purchase's.
            var on = Standing.Evaluate(versions, member.History, LocalDate.Max(standing.Date, member.History.LastDate ?? standing.Date));
            Assert.Equal(
                on.Entitled.Select(one => (one.Key.ToString(), one.Count, one.Count)),
                explained.GetProperty("rewards").EnumerateArray().Select(one =>
                    (one.GetProperty("key").GetString()!, one.GetProperty("entitled").GetInt64(), one.GetProperty("owed").GetInt64())));
        });

    private static JsonElement Explain(Scenario scenario, Member member, Instant now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ExplanationJson.Write(writer, scenario.Versions, member, [], now, _ => { }, _ => { });
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static long? Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetInt64();

    private static string? Iso(LocalDate? date) => date is { } given ? LocalDatePattern.Iso.Format(given) : null;
}
