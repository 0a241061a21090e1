using Loyalty.Domain.Members;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Changes a member's profile; the first one enrols the member.</summary>
public sealed class PutMember(Gate gate, IStore store, PublishedProgram program, IClock clock)
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

            return await Contention.RetryAsync(() => TryChangeAsync(id, body, cancellationToken), cancellationToken);
        });

    // Null where another wrote to the member meanwhile.
    private async Task<IResult?> TryChangeAsync(MemberId id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(Tables.Members, id.ToString(), MemberKeys.Member, cancellationToken);
        var before = row is null ? new Member { Id = id } : MemberRow.Read(row);
        var parsed = ProfileJson.Change(before.Profile, body);
        if (parsed is not Parsed<Profile>.Good { Value: var profile })
        {
            return Problems.Invalid(((Parsed<Profile>.Bad)parsed).Errors);
        }

        var versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        var now = clock.GetCurrentInstant();
        var after = before with { Profile = profile with { EnrolledAt = profile.EnrolledAt ?? now }, JudgedBy = versions.Published[^1].Number };
        var standing = Standing.Evaluate(versions, after.History, versions.Newest.Today(now));
        var write = MemberRow.Write(row, after, standing);
        return await store.CommitAsync(Tables.Members, id.ToString(), [write], cancellationToken) is CommitResult.Committed
            ? JsonAnswer.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("member", id.ToString());
                ProfileJson.WriteProperties(writer, after.Profile);
                writer.WriteEndObject();
            })
            : null;
    }
}
