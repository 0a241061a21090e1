using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Loyalty.Wire.Events;

/// <summary>
/// Writes a JSON object with nothing escaped but quotation marks and backslashes, which is all that must be where there are no
/// control characters. The platform's writer escapes more, so that what it writes could be three times as long as what was
/// read, and past the limit for an event.
/// </summary>
internal struct CanonicalObject
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1024);
    private int length;
    private bool needsComma;

    public CanonicalObject() => BeginObject();

    /// <summary>Null is left out.</summary>
    public void Field(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            return;
        }

        Name(name);
        Append((byte)'"');
        if (value.AsSpan().ContainsAny('"', '\\'))
        {
            value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        }

        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        length += Encoding.UTF8.GetBytes(value, buffer.AsSpan(length));
        Append((byte)'"');
    }

    public void Field(ReadOnlySpan<byte> name, long value)
    {
        const int MaxDigits = 20;
        Name(name);
        Reserve(MaxDigits);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(length), out var written);
        length += written;
    }

    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Append((byte)'[');
        needsComma = false;
    }

    public void BeginObject()
    {
        Comma();
        Append((byte)'{');
        needsComma = false;
    }

    public void EndObject()
    {
        Append((byte)'}');
        needsComma = true;
    }

    public void EndArray()
    {
        Append((byte)']');
        needsComma = true;
    }

    /// <summary>The whole text; nothing can be written after it.</summary>
    public byte[] End()
    {
        Append((byte)'}');
        var text = buffer.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        return text;
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        Comma();
        Reserve(name.Length + 3);
        Append((byte)'"');
        name.CopyTo(buffer.AsSpan(length));
        length += name.Length;
        Append((byte)'"');
        Append((byte)':');
    }

    private void Comma()
    {
        if (needsComma)
        {
            Append((byte)',');
        }

        needsComma = true;
    }

    private void Append(byte value)
    {
        Reserve(1);
        buffer[length++] = value;
    }

    private void Reserve(int more)
    {
        if (buffer.Length - length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + more));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
