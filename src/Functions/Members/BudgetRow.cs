using System.Text.Json;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Members;

/// <summary>What is spent of a budget, and which of it nobody has looked at yet: those reservations may have come to nothing.
/// </summary>
internal sealed record BudgetRow(long Spent, IReadOnlyList<Reservation> Reserved)
{
    public const string Key = "budget";

    public static BudgetRow Read(Row? row) => row is null ? new(0, []) : new(
        row.Fields.Number("spent")!.Value,
        row.Fields.ReadChunks("reserved") is { Length: > 0 } json
            ? JsonSerializer.Deserialize(json, StoredJson.Default.ReservationArray)!
            : []);

    public Write Write(Row? before)
    {
        var fields = new Fields { { "spent", Spent } };
        if (Reserved.Count > 0)
        {
            fields.AddChunks("reserved", JsonSerializer.SerializeToUtf8Bytes([.. Reserved], StoredJson.Default.ReservationArray));
        }

        return before is null ? new Write.Insert(Key, fields) : new Write.Replace(Key, fields, before.ETag);
    }
}
