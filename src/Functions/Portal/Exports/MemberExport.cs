using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Members;
using Loyalty.Wire.Standings;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal.Exports;

/// <summary>All that is held about a member, as one JSON. It reads every row of the partition, and knows every kind of them: one that
/// it does not know would be missing without anybody's notice, and so is an error.</summary>
public sealed class MemberExport(IStore store, PublishedProgram program, IClock clock)
{
    /// <summary>To be kept as a file.</summary>
    internal async Task<IResult> WriteAsync(Member member, HttpRequest request, CancellationToken cancellationToken)
    {
        var rows = await store.ReadOthersAsync(member.Id, int.MaxValue, cancellationToken);
        var numbers = new List<Member>();
        foreach (var number in member.Numbers.Skip(1))
        {
            if (await store.ReadMemberAsync(number, cancellationToken) is { } old)
            {
                numbers.Add(MemberRow.Read(old));
                rows.AddRange((await store.ReadOthersAsync(number, int.MaxValue, cancellationToken)).Where(MovedRows.Stays));
            }
        }

        var kinds = rows.ToLookup(row => ExportedRows.KindOf(row.Key));
        var newest = kinds["reward"].Select(row => RewardRow.Read(row).Version).Append(member.NewestVersion).Max();
        var versions = await program.VersionsAsync(newest, cancellationToken);
        var now = clock.GetCurrentInstant();
        var row = await store.ReadAsync(Tables.Members, member.Id.ToString(), MemberKeys.Member, cancellationToken);
        request.HttpContext.Response.Headers[HeaderNames.ContentDisposition] = "attachment; filename=\"loyalty-export.json\"";
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("member", member.Id.ToString());
            writer.WriteString("at", InstantPattern.ExtendedIso.Format(now));
            WriteProfile(writer, member);
            WriteNumbers(writer, numbers);
            writer.WriteStartObject("standing");
            StandingJson.WriteProperties(
                writer, member.Id, Standing.Evaluate(versions, member.History, versions.Newest.Today(now)));
            writer.WriteEndObject();
            new ExportedRows(writer, member.Id, versions, now).Write(kinds);
            writer.WritePropertyName("remembered");
            writer.WriteRawValue(row?.Fields.ReadChunks("outreach") is { Length: > 0 } outreach ? outreach : "{}"u8);
            writer.WriteEndObject();
        });
    }

    /// <summary>The numbers that were merged into the member, with what was told under them.</summary>
    private static void WriteNumbers(Utf8JsonWriter writer, IEnumerable<Member> numbers)
    {
        writer.WriteStartArray("numbers");
        foreach (var number in numbers)
        {
            writer.WriteStartObject();
            writer.WriteString("member", number.Id.ToString());
            WriteProfile(writer, number);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteProfile(Utf8JsonWriter writer, Member member)
    {
        writer.WriteStartObject("profile");
        ProfileJson.WriteProperties(writer, member.Profile);
        Write("birthdaySince", member.Profile.BirthdaySince);
        Write("enrolledAt", member.Profile.EnrolledAt);
        Write("seenAt", member.SeenAt);
        writer.WriteEndObject();

        void Write(string name, Instant? at) => writer.WriteString(name, at is { } known ? InstantPattern.ExtendedIso.Format(known) : null);
    }
}
