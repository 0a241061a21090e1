using System.Text;

namespace Loyalty.Domain.Packing;

/// <summary>Reads what <see cref="PackedWriter"/> wrote; a <see cref="FormatException"/> where the bytes are no such thing.
/// </summary>
internal ref struct PackedReader(ReadOnlySpan<byte> packed)
{
    private ReadOnlySpan<byte> rest = packed;

    public readonly bool AtEnd => rest.IsEmpty;

    public long Number()
    {
        // Most numbers are small, and most of the time goes into this.
        if (!rest.IsEmpty && rest[0] is < 0x80 and var only)
        {
            rest = rest[1..];
            return only;
        }

        return LongNumber();
    }

    private long LongNumber()
    {
        var value = 0UL;
        for (var i = 0; i < rest.Length && i < 9; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return (long)value;
            }
        }

        throw Corrupt();
    }

    /// <summary>A number that is at most <paramref name="most"/>.</summary>
    public int Number(int most)
    {
        var value = Number();
        return value <= most ? (int)value : throw Corrupt();
    }

    /// <summary>How many things follow, of which each takes at least a byte.</summary>
    public int Count() => Number(rest.Length);

    public string Ascii()
    {
        if (rest.IsEmpty || rest.Length <= rest[0])
        {
            throw Corrupt();
        }

        var text = Encoding.ASCII.GetString(rest.Slice(1, rest[0]));
        rest = rest[(1 + text.Length)..];
        return text;
    }

    public string? Text()
    {
        var bytes = Number(rest.Length) - 1;
        if (bytes < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(rest[..bytes]);
        rest = rest[bytes..];
        return text;
    }

    /// <summary>What is left to read.</summary>
    public readonly ReadOnlySpan<byte> Rest => rest;

    public static FormatException Corrupt() => new("The packed bytes are damaged.");
}
