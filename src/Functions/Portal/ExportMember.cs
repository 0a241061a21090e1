using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Exports;
using Loyalty.Functions.Storage.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Hands out all that is held about a member, and writes down that it did.</summary>
public sealed class ExportMember(Gate gate, MemberChanges changes, MemberExport export)
{
    [Function(nameof(ExportMember))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}/export")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
            MemberId.TryParse(member) is { } id && await AuditAsync(id, caller, cancellationToken) is { } found
                ? await export.WriteAsync(found, request, cancellationToken)
                : Problems.NotFound("No such member was ever seen."));

    private Task<Member?> AuditAsync(MemberId id, string caller, CancellationToken cancellationToken) => changes.ChangeAsync(
        id,
        (before, now) => before is null ? null : new(before, [AuditRow.Write(AuditFact.OfKey(now, AuditAct.Exported, caller))]),
        cancellationToken);
}
