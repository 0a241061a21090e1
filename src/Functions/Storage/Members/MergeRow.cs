using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>merge:ID</c> of the kept member: that a number was merged into it, by whom and why, and whether that was undone.
/// </summary>
public sealed record MergeRow(
    MergeId Id, MemberId From, Instant At, string By, string? Reason, Instant? UndoneAt = null, string? UndoneBy = null)
{
    public Write Write() => new Write.Put(MemberKeys.Merge(Id), new Fields
    {
        { "from", From.ToString() },
        { "at", InstantPattern.ExtendedIso.Format(At) },
        { "by", By },
        { "reason", Reason },
        { "undoneAt", UndoneAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null },
        { "undoneBy", UndoneBy },
    });

    public static MergeRow Read(Row row) => new(
        MergeId.Parse(row.Key[MemberKeys.MergesFrom.Length..]),
        MemberId.Parse(row.Fields.Text("from")!),
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value,
        row.Fields.Text("by")!,
        row.Fields.Text("reason"),
        row.Fields.Text("undoneAt") is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null,
        row.Fields.Text("undoneBy"));
}
