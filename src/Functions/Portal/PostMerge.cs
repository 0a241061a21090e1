using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Merges another number of the same person into a member: 201, and 200 for the same again. What a crash cut off, the same
/// again finishes.</summary>
public sealed class PostMerge(Gate gate, MergeDesk desk)
{
    [Function(nameof(PostMerge))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{member}/merge")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
        {
            if (await Body.ReadAsync(request, MergeJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A merge may have {MergeJson.MaxBytes:N0} bytes.");
            }

            switch (MergeJson.Parse(body))
            {
                case Parsed<(MergeId Id, MemberId From, string? Reason)>.Bad { Errors: var errors }:
                    return Problems.Invalid(errors);
                case Parsed<(MergeId Id, MemberId From, string? Reason)>.Good { Value: var (id, from, reason) }:
                    return MemberId.TryParse(member) is not { } into ? Problems.NotFound("No such member was ever seen.")
                        : into == from ? Problems.Invalid("/from", "Expected another number than the member's own.")
                        : MergeAnswers.Of(
                            into,
                            await desk.MergeAsync(into, from, id, reason, caller, cancellationToken),
                            StatusCodes.Status201Created);
                default:
                    throw new InvalidOperationException("A merge is good or bad.");
            }
        });
}
