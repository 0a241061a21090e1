using Loyalty.Domain.Values;
using Loyalty.Functions.Erasing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Erases a member. Repeatable: what a crash cut off, the same again finishes.</summary>
public sealed class DeleteMember(Gate gate, MemberErasure erasure)
{
    [Function(nameof(DeleteMember))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/members/{member}")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
            MemberId.TryParse(member) is { } id && await erasure.EraseAsync(id, caller, cancellationToken)
                ? JsonAnswer.Of(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("member", member);
                    writer.WriteBoolean("erased", true);
                    writer.WriteEndObject();
                })
                : Problems.NotFound("No such member was ever seen."));
}
