using Loyalty.Functions.Portal.Exports;
using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Hands a member all that is held about them, as a file, by their card.</summary>
public sealed class ExportCard(CardGate gate, CardDesk desk, MemberExport export)
{
    [Function(nameof(ExportCard))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "card/{token}/export")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterSessionAsync(
            request,
            token,
            async (visit, _, letter) => await desk.AuditExportAsync(visit.Target.Member, letter, cancellationToken) is CardChange.Done done
                ? await export.WriteAsync(done.Member, request, cancellationToken)
                : CardPages.Over(visit, token, visit.Texts.Card.SessionOver),
            cancellationToken);
}
