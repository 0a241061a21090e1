using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Changes a member's profile; the first one enrols the member.</summary>
public sealed class PutMember(Gate gate, MemberChanges members)
{
    [Function(nameof(PutMember))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/members/{member}")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
        {
            if (MemberId.TryParse(member) is not { } id)
            {
                return Problems.Invalid("/member", "Expected 1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit.");
            }

            if (await Body.ReadAsync(request, ProfileJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A profile may have {ProfileJson.MaxBytes:N0} bytes.");
            }

            Parsed<Profile>? parsed = null;
            var after = await members.ChangeAsync(
                id,
                (found, now) =>
                {
                    var before = found ?? new Member { Id = id };
                    parsed = ProfileJson.Change(before.Profile, body);
                    return parsed is Parsed<Profile>.Good { Value: var profile } ? new(before.Given(profile, now), []) : null;
                },
                cancellationToken);
            return parsed is Parsed<Profile>.Bad { Errors: var errors } ? Problems.Invalid(errors)
                : after is null ? Problems.Erased()
                : Answer(after);
        });

    private static IResult Answer(Member member) => JsonAnswer.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("member", member.Id.ToString());
        ProfileJson.WriteProperties(writer, member.Profile);
        writer.WriteEndObject();
    });
}
