using Loyalty.Domain.Programs;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Programs;

/// <summary>Says of a draft whether it could be published, what to mind, and what it would change. Publishes nothing.</summary>
public sealed class ValidateProgram(Gate gate, PublishedProgram program, LetterTemplates letters)
{
    [Function(nameof(ValidateProgram))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/program/validate")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            if (await Body.ReadAsync(request, ProgramJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A program may have {ProgramJson.MaxBytes:N0} bytes.");
            }

            var check = ProgramCheck.Of(body).WithLetters(letters.Letters);
            var newest = await program.NewestAsync(cancellationToken);
            if (ProgramJson.Parse(body, newest?.Version.Program) is Parsed<LoyaltyProgram>.Bad { Errors: var errors } && check.Program is not null)
            {
                check = check with { Errors = [.. errors, .. check.Errors] };
            }

            return JsonAnswer.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("valid", check.IsGood);
                check.WriteProperties(writer);
                VersionJson.WriteChanges(
                    writer,
                    newest is null || check.Program is null ? [] : ProgramChanges.Between(newest.Document, body));
                writer.WriteEndObject();
            });
        });
}
