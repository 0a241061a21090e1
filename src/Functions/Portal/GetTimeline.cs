using Loyalty.Functions.Portal.Timeline;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal;

/// <summary>What happened to a member, newest first, a page at a time.</summary>
public sealed class GetTimeline(Gate gate, MemberReader members, MemberTimeline timeline, IClock clock)
{
    [Function(nameof(GetTimeline))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}/timeline")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            var errors = new List<JsonError>();
            var given = request.Query["after"].ToString();
            var after = given.Length == 0 ? null : TimelinePage.Place(given);
            if (given.Length > 0 && after is null)
            {
                errors.Add(new("/after", "Expected what an answer said to be next."));
            }

            var take = PageSize.Of(request, errors);
            if (errors.Count > 0)
            {
                return Problems.Invalid([.. errors]);
            }

            if (await members.FindAsync(member, cancellationToken) is not { } found)
            {
                return Problems.NotFound("No such member was ever seen.");
            }

            var page = new TimelinePage(after, take);
            await timeline.ReadAsync(found, clock.GetCurrentInstant(), page, cancellationToken);
            return JsonAnswer.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("member", found.Id.ToString());
                writer.WriteStartArray("timeline");
                foreach (var item in page.Items)
                {
                    writer.WriteStartObject();
                    writer.WriteString("at", InstantPattern.ExtendedIso.Format(item.At));
                    writer.WriteString("type", item.Type);
                    item.Write(writer);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteString("next", page.Next);
                writer.WriteEndObject();
            });
        });
}
