using System.Globalization;
using Loyalty.Functions.Programs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Programs;

/// <summary>The program as it was published last, to the byte, or another version of it.</summary>
public sealed class GetProgram(Gate gate, PublishedProgram program)
{
    [Function(nameof(GetProgram))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/program")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            var asked = request.Query["version"].ToString();
            var number = 0;
            if (asked.Length > 0
                && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or int.MaxValue))
            {
                return Problems.Invalid("/version", "Expected the number of a version, such as 3.");
            }

            var found = number == 0
                ? await program.NewestAsync(cancellationToken)
                : await program.FindAsync(number, cancellationToken);
            if (found is null)
            {
                return Problems.NotFound(number == 0 ? "No program is published yet." : "There is no such version.");
            }

            var headers = request.HttpContext.Response.Headers;
            headers.ETag = found.ETag;
            headers.ContentLocation = string.Create(CultureInfo.InvariantCulture, $"/api/program?version={found.Version.Number}");
            return Results.Bytes(found.Document.ToArray(), "application/json");
        });
}
