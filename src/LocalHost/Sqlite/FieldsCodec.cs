using System.Buffers.Binary;
using System.Text;
using Loyalty.Functions.Storage;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>
/// The stored form of <see cref="Fields"/>: a version, how many there are, and of each its name, its kind and its value.
/// Lengths are of seven bits a byte, text is UTF-8, numbers are little-endian. A stored form is a contract: a change is a new
/// version beside this one.
/// </summary>
internal static class FieldsCodec
{
    private const byte Version = 1;

    // Enough for most rows; the stream grows for others.
    private const int UsualBytes = 512;

    private enum Kind : byte
    {
        Text = 1,
        Number = 2,
        False = 3,
        True = 4,
        Bytes = 5,
    }

    public static byte[] Encode(Fields fields)
    {
        using var stream = new MemoryStream(UsualBytes);
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write7BitEncodedInt(fields.Count);
        foreach (var (name, value) in fields)
        {
            writer.Write(name);
            switch (value)
            {
                case string text:
                    writer.Write((byte)Kind.Text);
                    writer.Write(text);
                    break;
                case long number:
                    writer.Write((byte)Kind.Number);
                    writer.Write(number);
                    break;
                case bool flag:
                    writer.Write((byte)(flag ? Kind.True : Kind.False));
                    break;
                case byte[] bytes:
                    writer.Write((byte)Kind.Bytes);
                    writer.Write7BitEncodedInt(bytes.Length);
                    writer.Write(bytes);
                    break;
                default:
                    throw new InvalidOperationException($"A field can't be a {value.GetType()}");
            }
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The row was written by a later version, or is damaged.</exception>
    public static Fields Decode(ReadOnlySpan<byte> stored)
    {
        var rest = stored;
        var version = Take(ref rest, 1)[0];
        if (version != Version)
        {
            throw new InvalidDataException($"A row of version {version} can't be read by this one, which knows {Version}");
        }

        var count = TakeLength(ref rest);
        var fields = new Fields(count);
        for (var i = 0; i < count; i++)
        {
            var name = TakeText(ref rest);
            var kind = (Kind)Take(ref rest, 1)[0];
            switch (kind)
            {
                case Kind.Text:
                    fields.Add(name, TakeText(ref rest));
                    break;
                case Kind.Number:
                    fields.Add(name, BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, sizeof(long))));
                    break;
                case Kind.False or Kind.True:
                    fields.Add(name, kind == Kind.True);
                    break;
                case Kind.Bytes:
                    fields.Add(name, Take(ref rest, TakeLength(ref rest)).ToArray());
                    break;
                default:
                    throw new InvalidDataException($"A row has a field of kind {(byte)kind}, which this version doesn't know");
            }
        }

        return fields;
    }

    private static string TakeText(ref ReadOnlySpan<byte> rest) => Encoding.UTF8.GetString(Take(ref rest, TakeLength(ref rest)));

    private static int TakeLength(ref ReadOnlySpan<byte> rest)
    {
        var length = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var part = Take(ref rest, 1)[0];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return length;
            }
        }

        throw new InvalidDataException("A row has a length that no row can have");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int length)
    {
        if (length > rest.Length)
        {
            throw new InvalidDataException("A row ends before its fields do");
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
