using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Undoes a merge by its id: the number is a member of its own again. Repeatable.</summary>
public sealed class UndoMerge(Gate gate, MergeDesk desk)
{
    [Function(nameof(UndoMerge))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{member}/merge/{id}/undo")] HttpRequest request,
        string member,
        string id,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
            MemberId.TryParse(member) is { } into && MergeId.TryParse(id) is { } merge
                ? MergeAnswers.Of(into, await desk.UndoAsync(into, merge, caller, cancellationToken), StatusCodes.Status200OK)
                : MergeAnswers.Of(default, new MergeResult.Refused(MergeRefusal.NoMember), StatusCodes.Status200OK));
}
