using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Rewards;
using Loyalty.Wire.Standings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal;

/// <summary>Where a member stands, today or on another date, and what is next.</summary>
public sealed class GetMember(Gate gate, MemberReader members, PublishedProgram program, SealedLinks links, IClock clock)
{
    // Later dates than these leave no room in the calendar for what lapses after them.
    private static readonly LocalDate Earliest = new(1900, 1, 1);
    private static readonly LocalDate Latest = new(9000, 12, 31);

    [Function(nameof(GetMember))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
        {
            var versions = await program.VersionsAsync(cancellationToken);
            var now = clock.GetCurrentInstant();
            var today = versions.Newest.Today(now);
            if (DateAsked(request, today) is not { } date)
            {
                return Problems.Invalid("/asOf", "Expected a date from 1900-01-01 to 9000-12-31, such as 2026-11-22.");
            }

            if (await members.FindAsync(member, cancellationToken) is not { } found)
            {
                return Problems.NotFound("No such member was ever seen.");
            }

            versions = await program.VersionsAsync(found.NewestVersion, cancellationToken);
            return JsonAnswer.Of(writer => Write(writer, found, versions, date, now, links.Card(found.Id, now)));
        });

    private static LocalDate? DateAsked(HttpRequest request, LocalDate today) =>
        !request.Query.TryGetValue("asOf", out var asked) ? today
        : LocalDatePattern.Iso.Parse(asked.ToString()).TryGetValue(default, out var date) && date >= Earliest && date <= Latest ? date
        : null;

    private static void Write(
        Utf8JsonWriter writer, Member member, ProgramVersions versions, LocalDate date, Instant now, Uri card)
    {
        var standing = Standing.Evaluate(versions, member.History, date);
        writer.WriteStartObject();
        StandingJson.WriteProperties(writer, member.Id, standing);
        ProgressJson.Write(writer, "next"u8, Progress.ToNext(standing));
        ProgressJson.Write(writer, "keep"u8, Progress.ToKeep(versions, member.History, standing));
        writer.WriteStartArray("benefits");
        foreach (var benefit in standing.Tier.Benefits)
        {
            writer.WriteStringValue(benefit);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rewards");
        var today = versions.Newest.Today(now);
        foreach (var reward in member.Rewards.Open.Reverse().Where(reward => reward.StatusAt(now, today) == RewardStatus.Open))
        {
            RewardJson.Write(writer, reward, versions, now);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("stamps");
        foreach (var stamps in standing.Stamps)
        {
            writer.WriteStartObject(stamps.Card.Id);
            writer.WriteNumber("have", stamps.Have);
            writer.WriteNumber("every", stamps.Card.Every);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteString("cardUrl", card.AbsoluteUri);
        writer.WriteEndObject();
    }
}
