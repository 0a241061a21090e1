using System.Text.Json;
using Loyalty.Functions.Finding;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime.Text;

namespace Loyalty.Functions.Portal;

/// <summary>Finds members, a page at a time, as they were when their lines were last written.</summary>
public sealed class GetMembers(Gate gate, MemberFinder finder)
{
    [Function(nameof(GetMembers))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            var parameters = new FinderParameters(request);
            var query = parameters.ToQuery();
            if (parameters.Errors.Count > 0)
            {
                return Problems.Invalid([.. parameters.Errors]);
            }

            var page = await finder.FindAsync(query, cancellationToken);
            return JsonAnswer.Of(writer => Write(writer, page));
        });

    private static void Write(Utf8JsonWriter writer, FinderPage page)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("members");
        foreach (var line in page.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("member", line.Member.ToString());
            writer.WriteString("name", line.Name);
            writer.WriteString("email", line.Email);
            writer.WriteString("tier", line.Tier);
            writer.WriteString("lastVisit", line.LastVisit is { } date ? LocalDatePattern.Iso.Format(date) : null);
            writer.WriteNumber("spend", line.Spend);
            writer.WriteNumber("visits", line.Visits);
            writer.WriteNumber("lifetimeSpend", line.LifetimeSpend);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("next", page.Next is { } next ? FinderParameters.Token(next) : null);
        writer.WriteString("asOf", page.Lines.Count > 0 ? LocalDatePattern.Iso.Format(page.Lines.Min(line => line.AsOf)) : null);
        writer.WriteEndObject();
    }
}
