using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>Rows as text that can be compared: each field with its name and kind, and CODE for each reward's code.</summary>
internal static partial class RowText
{
    public static string Of(IEnumerable<Row> rows) => string.Join('\n', rows.Select(Of).Order(StringComparer.Ordinal));

    public static string Of(Row row)
    {
        var text = new StringBuilder(row.Key);
        foreach (var (name, value) in row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append("\n  ").Append(name).Append(": ").Append(value switch
            {
                string s => $"\"{s}\"",
                byte[] bytes => Of(bytes),
                _ => value,
            });
        }

        return Code().Replace(text.ToString(), "CODE");
    }

    private static string Of(byte[] bytes) =>
        bytes is [0x1f, 0x8b, ..] ? $"gzip {Encoding.UTF8.GetString(Unzip(bytes))}"
        : bytes.All(b => b is >= 0x20 and < 0x7f) ? $"UTF-8 {Encoding.UTF8.GetString(bytes)}"
        : $"0x{Convert.ToHexString(bytes)}";

    private static byte[] Unzip(byte[] bytes)
    {
        using var unzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var unzipped = new MemoryStream();
        unzip.CopyTo(unzipped);
        return unzipped.ToArray();
    }

    [GeneratedRegex("(?<=reward:|used: \"|code: \"|\"code\":\")[2-9A-Z]{12}")]
    private static partial Regex Code();
}
