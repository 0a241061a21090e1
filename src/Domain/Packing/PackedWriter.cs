using System.Buffers;
using System.Text;

namespace Loyalty.Domain.Packing;

/// <summary>Writes whole numbers of 7 bits a byte, the low ones first, and short ASCII text.</summary>
internal ref struct PackedWriter
{
    private byte[] buffer;
    private int length;

    public PackedWriter(int capacity)
    {
        buffer = ArrayPool<byte>.Shared.Rent(capacity);
    }

    public void Number(long value)
    {
        if ((ulong)value < 0x80 && length < buffer.Length)
        {
            buffer[length++] = (byte)value;
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Reserve(10);
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            buffer[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        buffer[length++] = (byte)rest;
    }

    /// <summary>At most 128 characters.</summary>
    public void Ascii(string text)
    {
        Reserve(1 + text.Length);
        buffer[length++] = (byte)text.Length;
        length += Encoding.ASCII.GetBytes(text, buffer.AsSpan(length));
    }

    /// <summary>Text of any length and characters, or null.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        Number(bytes + 1);
        Reserve(bytes);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    /// <summary>What was written. The writer is of no more use.</summary>
    public byte[] Finish()
    {
        var packed = buffer.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        return packed;
    }

    private void Reserve(int count)
    {
        if (buffer.Length - length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + count));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
