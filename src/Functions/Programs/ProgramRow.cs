using System.Globalization;
using System.IO.Compression;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;
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

    public static Write Write(ProgramVersion version, ReadOnlySpan<byte> document, Instant now)
    {
        var fields = new Fields
        {
            { "from", LocalDatePattern.Iso.Format(version.From) },
            { "publishedAt", InstantPattern.ExtendedIso.Format(now) },
        };
        fields.AddChunks("document", Zip(document));
        return new Write.Insert(Key(version.Number), fields);
    }

    public static ProgramVersion Read(Row row) => new(
        int.Parse(row.Key, CultureInfo.InvariantCulture),
        LocalDatePattern.Iso.Parse(row.Fields.Text("from")!).Value,
        ProgramJson.Parse(Document(row)) is Parsed<LoyaltyProgram>.Good { Value: var program }
            ? program
            : throw new FormatException($"Version {row.Key} of the program can no longer be read."));

    public static Instant PublishedAt(Row row) => InstantPattern.ExtendedIso.Parse(row.Fields.Text("publishedAt")!).Value;

    public static byte[] Document(Row row)
    {
        using var unzip = new GZipStream(new MemoryStream(row.Fields.ReadChunks("document")), CompressionMode.Decompress);
        var document = new MemoryStream();
        unzip.CopyTo(document);
        return document.ToArray();
    }

    private static byte[] Zip(ReadOnlySpan<byte> document)
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(document);
        }

        return zipped.ToArray();
    }
}
