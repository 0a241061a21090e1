using Loyalty.Domain.Values;
using Loyalty.Functions.Verifying;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Holds members to their ledgers, for some seconds or one of them, and with <c>mend</c> makes them follow from these.</summary>
public sealed class PostVerify(Gate gate, VerifyDesk desk)
{
    [Function(nameof(PostVerify))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/verify")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
        {
            if (request.Query["mend"].ToString() is not ("" or "true" or "false"))
            {
                return Problems.Invalid("/mend", "Expected true or false.");
            }

            var mendBy = request.Query["mend"] == "true" ? caller : null;
            if (!request.Query.TryGetValue("member", out var asked))
            {
                var after = request.Query["after"].ToString();
                return Answer(await desk.GoOnAsync(after.Length == 0 ? null : after, mendBy, cancellationToken));
            }

            return MemberId.TryParse(asked.ToString()) is { } member && await desk.OneAsync(member, mendBy, cancellationToken) is { } one
                ? Answer(one)
                : Problems.NotFound("No such member was ever seen.");
        });

    private static IResult Answer(Verified verified) => JsonAnswer.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("checked"u8, verified.Members);
        writer.WriteStartArray("differences"u8);
        foreach (var one in verified.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("member"u8, one.Member);
            writer.WriteString("row"u8, one.Row);
            writer.WriteString("field"u8, one.Field);
            writer.WriteString("stored"u8, one.Stored);
            writer.WriteString("expected"u8, one.Expected);
            writer.WriteBoolean("mended"u8, one.IsMended);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("next"u8, verified.Next);
        writer.WriteEndObject();
    });
}
