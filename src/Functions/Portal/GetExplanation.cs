using Loyalty.Functions.Portal.Timeline;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Explanations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Says why a member stands where they stand: one point read, and the rows of their messages.</summary>
public sealed class GetExplanation(Gate gate, MemberReader members, PublishedProgram program, IStore store, IClock clock)
{
    private const int MostMessages = 50;

    [Function(nameof(GetExplanation))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}/explain")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            if (await members.FindAsync(member, cancellationToken) is not { } found)
            {
                return Problems.NotFound("No such member was ever seen.");
            }

            var versions = await program.VersionsAsync(found.NewestVersion, cancellationToken);
            var messages = new List<StoredMessage>();
            await foreach (var row in store.ReadRangeAsync(
                Tables.Members, found.Id.ToString(), MemberKeys.MessagesFrom, MemberKeys.MessagesBelow, cancellationToken))
            {
                messages.Add(MessageRow.Read(row));
            }

            var now = clock.GetCurrentInstant();
            return JsonAnswer.Of(writer => ExplanationJson.Write(writer, versions, found, now, inner =>
            {
                inner.WriteStartArray("decided");
                foreach (var message in messages
                    .OrderByDescending(message => message.SentAt ?? message.DecidedAt)
                    .ThenBy(message => message.Id.ToString(), StringComparer.Ordinal)
                    .Take(MostMessages))
                {
                    inner.WriteStartObject();
                    TimelineItems.WriteMessage(inner, message);
                    inner.WriteEndObject();
                }

                inner.WriteEndArray();
            }));
        });
}
