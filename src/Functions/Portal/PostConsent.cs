using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Adds a fact to what a member said about messages: 201, and 200 for one that was told before. It may come before anything
/// else of the member.</summary>
public sealed class PostConsent(Gate gate, MemberChanges changes, IStore store, IClock clock)
{
    [Function(nameof(PostConsent))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{member}/consent")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async caller =>
        {
            if (MemberId.TryParse(member) is not { } id)
            {
                return Problems.Invalid("/member", "Expected 1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit.");
            }

            if (await Body.ReadAsync(request, ConsentJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A consent may have {ConsentJson.MaxBytes:N0} bytes.");
            }

            return ConsentJson.Parse(body, caller, clock.GetCurrentInstant()) switch
            {
                Parsed<ConsentFact>.Good { Value: var fact } => await AddAsync(id, fact, cancellationToken),
                Parsed<ConsentFact>.Bad { Errors: var errors } => Problems.Invalid(errors),
                _ => throw new InvalidOperationException("A fact is good or bad."),
            };
        });

    private async Task<IResult> AddAsync(MemberId id, ConsentFact fact, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(Tables.Members, id.ToString(), ConsentRow.Key(fact), cancellationToken) is not null)
        {
            return Answer(id, fact, StatusCodes.Status200OK);
        }

        return await changes.ChangeAsync(id, Add, cancellationToken) is null
            ? Problems.Erased()
            : Answer(id, fact, StatusCodes.Status201Created);

        MemberChange Add(Member? before, Instant now)
        {
            var known = before ?? new Member { Id = id };
            return new(known with { Consent = fact.AddTo(known.Consent) }, [ConsentRow.Write(fact, now), AuditRow.Write(AuditFact.Of(fact, now))]);
        }
    }

    private static IResult Answer(MemberId id, ConsentFact fact, int status) => JsonAnswer.Of(
        writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("member", id.ToString());
            ConsentJson.WriteProperties(writer, fact);
            writer.WriteEndObject();
        },
        status);
}
