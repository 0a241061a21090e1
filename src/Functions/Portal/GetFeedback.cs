using Loyalty.Functions.Portal.Complaints;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Complaints for staff: those that wait, oldest first, or those that were answered, newest first.</summary>
public sealed class GetFeedback(Gate gate, ComplaintList complaints, IClock clock)
{
    [Function(nameof(GetFeedback))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/feedback")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            var errors = new List<JsonError>();
            var partition = Partition(request, errors);
            var after = After(request, errors);
            var take = PageSize.Of(request, errors);
            if (errors.Count > 0)
            {
                return Problems.Invalid([.. errors]);
            }

            var (page, next) = await complaints.ReadAsync(partition, after, take, cancellationToken);
            var now = clock.GetCurrentInstant();
            return JsonAnswer.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("feedback");
                foreach (var complaint in page)
                {
                    writer.WriteStartObject();
                    FeedbackJson.WriteProperties(writer, complaint.Member, complaint.Feedback, complaint.Entry, now);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteString("next", next);
                writer.WriteEndObject();
            });
        });

    // There is no list of everything that was ever said: good marks are found at their members.
    private static string Partition(HttpRequest request, List<JsonError> errors)
    {
        switch (request.Query["status"].ToString())
        {
            case "" or ComplaintKeys.Open:
                return ComplaintKeys.Open;
            case ComplaintKeys.Answered:
                return ComplaintKeys.Answered;
            default:
                errors.Add(new("/status", "Expected open or answered; no other feedback is listed."));
                return "";
        }
    }

    private static string? After(HttpRequest request, List<JsonError> errors)
    {
        var after = request.Query["after"].ToString();
        if (after.Length > 0 && !ComplaintKeys.IsKey(after))
        {
            errors.Add(new("/after", "Expected what an answer said to be next."));
        }

        return after.Length == 0 ? null : after;
    }
}
