using System.Globalization;
using System.IO.Compression;

namespace Loyalty.Functions.Storage;

/// <summary>Bytes that may be too many for one field: in <c>name0</c>, <c>name1</c> and so on.</summary>
internal static class Chunks
{
    public const int Size = 60 * 1024;

    public static void AddChunks(this Fields fields, string name, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; !bytes.IsEmpty; i++)
        {
            var chunk = bytes[..Math.Min(Size, bytes.Length)];
            fields.Add(FieldName(name, i), chunk.ToArray());
            bytes = bytes[chunk.Length..];
        }
    }

    /// <summary>The bytes; none where there is no such field.</summary>
    public static byte[] ReadChunks(this Fields fields, string name)
    {
        var first = fields.Bytes(FieldName(name, 0)) ?? [];
        if (first.Length < Size)
        {
            return first;
        }

        var all = new MemoryStream();
        for (var (i, chunk) = (1, first); chunk is not null; chunk = fields.Bytes(FieldName(name, i++)))
        {
            all.Write(chunk);
        }

        return all.ToArray();
    }

    /// <summary>Bytes that are the smaller for being compressed.</summary>
    public static void AddZipped(this Fields fields, string name, ReadOnlySpan<byte> bytes)
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(bytes);
        }

        fields.AddChunks(name, zipped.ToArray());
    }

    public static byte[] ReadZipped(this Fields fields, string name)
    {
        using var unzip = new GZipStream(new MemoryStream(fields.ReadChunks(name)), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        unzip.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string FieldName(string name, int number) => name + number.ToString(CultureInfo.InvariantCulture);
}
