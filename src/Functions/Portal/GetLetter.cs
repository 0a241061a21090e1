using Loyalty.Functions.Portal.Letters;
using Loyalty.Wire.Explanations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>A message of a kind as a member would get it now; nothing is sent.</summary>
public sealed class GetLetter(Gate gate, LetterPreviews previews)
{
    [Function(nameof(GetLetter))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}/letters/{kind}")] HttpRequest request,
        string member,
        string kind,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
            await previews.WriteAsync(member, kind, cancellationToken) switch
            {
                ({ } preview, _) => JsonAnswer.Of(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("subject", preview.Email.Subject);
                    writer.WriteString("text", preview.Email.Text);
                    writer.WriteString("html", preview.Email.Html);
                    writer.WriteBoolean("sample", preview.IsSample);
                    writer.WritePropertyName("wouldGo");
                    if (preview.WouldGo is { } next)
                    {
                        MessagesExplanationJson.WriteUpcoming(writer, next);
                    }
                    else
                    {
                        writer.WriteNullValue();
                    }

                    writer.WriteEndObject();
                }),
                (_, { } refusal) => refusal,
                _ => throw new InvalidOperationException("A preview is written, or it is said why not."),
            });
}
