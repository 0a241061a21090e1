using Loyalty.Domain.Members;
using Loyalty.Functions.Members;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Finds a member by card, phone or address, which stand in the body so that no log of addresses has them. Where several
/// members have the same one, nobody is named: a till that guesses gives one person's points to another.</summary>
public sealed class LookUpMember(Gate gate, Lookups lookups)
{
    [Function(nameof(LookUpMember))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/lookup")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
            await Body.ReadAsync(request, LookupJson.MaxBytes, cancellationToken) is not { } body
                ? Problems.TooLarge($"A lookup may have {LookupJson.MaxBytes:N0} bytes.")
                : LookupJson.Parse(body) switch
                {
                    Parsed<LookupValue>.Bad { Errors: var errors } => Problems.Invalid(errors),
                    Parsed<LookupValue>.Good { Value: var value } => await FindAsync(value, cancellationToken),
                    _ => throw new InvalidOperationException("A lookup is good or bad."),
                });

    private async Task<IResult> FindAsync(LookupValue value, CancellationToken cancellationToken)
    {
        var found = await lookups.FindAsync(value, cancellationToken);
        return found.Count switch
        {
            1 => JsonAnswer.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("member", found.Single().ToString());
                writer.WriteEndObject();
            }),
            0 => Refused("none", "No member has this."),
            _ => Refused("several", "Several members have this. Ask for the card or the member's number."),
        };
    }

    private static IResult Refused(string reason, string detail) =>
        Problems.Problem(StatusCodes.Status404NotFound, detail, new() { ["reason"] = reason });
}
