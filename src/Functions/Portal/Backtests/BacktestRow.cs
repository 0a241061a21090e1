using System.Buffers;
using System.Text.Json;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Backtests;
using NodaTime.Text;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>The row of the one backtest that there is, among the programs.</summary>
internal static class BacktestRow
{
    public const string Partition = "backtest";
    public const string Key = "current";

    public static Fields Write(BacktestJob job)
    {
        var soFar = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(soFar))
        {
            BacktestJson.Write(writer, job.SoFar);
        }

        var fields = new Fields
        {
            { "id", job.Id },
            { "newest", job.Newest },
            { "asOf", LocalDatePattern.Iso.Format(job.AsOf) },
            { "percent", job.Percent },
            { "continuation", job.Continuation },
            { "done", job.IsDone },
            { "touchedAt", InstantPattern.ExtendedIso.Format(job.TouchedAt) },
        };
        fields.AddZipped("document", job.Document.Span);
        fields.AddZipped("soFar", soFar.WrittenSpan);
        return fields;
    }

    public static BacktestJob Read(Row row) => new()
    {
        Id = row.Fields.Text("id")!,
        Document = row.Fields.ReadZipped("document"),
        Newest = (int)row.Fields.Number("newest")!.Value,
        AsOf = LocalDatePattern.Iso.Parse(row.Fields.Text("asOf")!).Value,
        Percent = (int)row.Fields.Number("percent")!.Value,
        SoFar = BacktestJson.Read(JsonElement.Parse(row.Fields.ReadZipped("soFar"))),
        Continuation = row.Fields.Text("continuation"),
        IsDone = row.Fields.Flag("done")!.Value,
        TouchedAt = InstantPattern.ExtendedIso.Parse(row.Fields.Text("touchedAt")!).Value,
    };
}
