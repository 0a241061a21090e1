using Loyalty.Functions.Storage;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Members;

/// <summary>What stays of a member who was erased.</summary>
/// <param name="By">The name of the key that asked for it, or <see cref="Customer"/> or <see cref="Retention"/>.</param>
/// <param name="Erasure">While it lasts: the id under which the member's sums are added once. Null once all is done.</param>
/// <param name="IfAway">Whether it is called off where the member has come back before it empties their row. Such a mark stays, and
/// says nothing while there is a member.</param>
/// <param name="Row">As it was read; null for one that is yet to be written.</param>
internal sealed record ErasedMark(Instant At, string By, string? Erasure, bool IfAway, Row? Row)
{
    public const string Customer = "customer";

    public const string Retention = "retention";

    public static ErasedMark Read(Row row) => new(
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value,
        row.Fields.Text("by")!,
        row.Fields.Text("erasure"),
        row.Fields.Flag("ifAway") ?? false,
        row);

    public Fields ToFields() => new()
    {
        { "at", InstantPattern.ExtendedIso.Format(At) },
        { "by", By },
        { "erasure", Erasure },
        { "ifAway", IfAway ? true : null },
    };
}
