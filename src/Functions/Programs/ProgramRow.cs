using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime.Text;

namespace Loyalty.Functions.Programs;

/// <summary>A version's row: inserted, never edited. The document is compressed, since one may be as large as a row.</summary>
internal static class ProgramRow
{
    public const string Partition = "program";

    /// <summary>Every key is below it.</summary>
    public const string Below = ":";

    /// <summary>The number with leading zeros, so that keys sort as numbers do.</summary>
    public static string Key(int number) => number.ToString("0000000000", CultureInfo.InvariantCulture);

    public static Write Write(PublishedVersion version)
    {
        var fields = new Fields
        {
            { "from", LocalDatePattern.Iso.Format(version.Version.From) },
            { "publishedAt", InstantPattern.ExtendedIso.Format(version.PublishedAt) },
            { "by", version.By },
            { "reason", version.Reason },
        };
        fields.AddZipped("document", version.Document.Span);
        return new Write.Insert(Key(version.Version.Number), fields);
    }

    public static PublishedVersion Read(Row row)
    {
        var document = row.Fields.ReadZipped("document");
        var version = new ProgramVersion(
            int.Parse(row.Key, CultureInfo.InvariantCulture),
            LocalDatePattern.Iso.Parse(row.Fields.Text("from")!).Value,
            ProgramJson.Parse(document) is Parsed<LoyaltyProgram>.Good { Value: var program }
                ? program
                : throw new FormatException($"Version {row.Key} of the program can no longer be read."));
        return new(
            version,
            document,
            InstantPattern.ExtendedIso.Parse(row.Fields.Text("publishedAt")!).Value,
            row.Fields.Text("by"),
            row.Fields.Text("reason"));
    }
}
