using Loyalty.Functions.Portal.Letters;
using Loyalty.Functions.Portal.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>One part of a message as a member would get it now, for a frame of the console.</summary>
public sealed class ShowLetter(Gate gate, LetterPreviews previews)
{
    // Says that a reward or words stand in the message that the member was not given.
    private const string SampleHeader = "X-Sample";

    [Function(nameof(ShowLetter))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/letter/{kind}")] HttpRequest request,
        string kind,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            var part = request.Query["part"].ToString();
            if (part is not ("" or "html" or "text" or "subject"))
            {
                return Problems.Invalid("/part", "Expected html, text or subject.");
            }

            var (preview, refusal) = await previews.WriteAsync(request.Query["member"].ToString(), kind, cancellationToken);
            if (preview is null)
            {
                return refusal!;
            }

            request.HttpContext.Response.Headers[SampleHeader] = preview.IsSample ? "true" : "false";
            return part is "text" or "subject"
                ? new TextAnswer(part == "text" ? preview.Email.Text : preview.Email.Subject)
                : new MessageAnswer(preview.Email.Html);
        });
}
