using Loyalty.Domain.Previews;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Previews;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Says what would change if a basket were paid now, and what the member could use on it. One point read of a
/// member, and nothing is written.</summary>
public sealed class PostPreview(Gate gate, MemberReader members, ErasedMarks marks, PublishedProgram program, IClock clock)
{
    [Function(nameof(PostPreview))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/preview")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
        {
            if (await Body.ReadAsync(request, PreviewRequestJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A basket may have {PreviewRequestJson.MaxBytes:N0} bytes.");
            }

            var now = clock.GetCurrentInstant();
            return PreviewRequestJson.Parse(body, now) switch
            {
                Parsed<Purchase>.Good { Value: var basket } => await PreviewAsync(basket, now, cancellationToken),
                Parsed<Purchase>.Bad { Errors: var errors } => Problems.Invalid(errors),
                _ => throw new InvalidOperationException("A basket is good or bad."),
            };
        });

    private async Task<IResult> PreviewAsync(Purchase basket, Instant now, CancellationToken cancellationToken)
    {
        var member = await members.FindAsync(basket.Member.ToString(), cancellationToken);
        if (member is null && await marks.FindAsync(basket.Member, cancellationToken) is not null)
        {
            // What is bought under the number is not kept: nothing can be promised for it.
            return Problems.Erased();
        }

        var versions = await program.VersionsAsync(member?.NewestVersion ?? 0, cancellationToken);
        var today = versions.Newest.Today(now);
        var atStore = versions.Newest.DateAt(basket.Store, basket.At);
        var preview = Preview.Of(versions, member, basket, today);
        var usable = UsableReward.Of(versions, member?.Rewards ?? MemberRewards.None, basket, now, atStore);
        return JsonAnswer.Of(writer => PreviewJson.Write(writer, basket.Member, preview, usable, versions, now));
    }
}
