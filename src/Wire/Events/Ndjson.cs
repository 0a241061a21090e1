namespace Loyalty.Wire.Events;

/// <summary>Splits newline-delimited JSON: a line ends with LF or CRLF, the last one's end may be missing, and lines of
/// nothing but white space are skipped.</summary>
public static class Ndjson
{
    /// <summary>What a body may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>How many lines a body may have, blank ones too; over HTTP more are 413.</summary>
    public const int MaxLines = 10_000;

    // Holds every line that an event may be, and many at once.
    private const int BufferBytes = 4 * EventJson.MaxBytes;

    /// <summary>How many lines there are, blank ones too.</summary>
    public static int CountLines(ReadOnlySpan<byte> utf8) =>
        utf8.Count((byte)'\n') + (utf8.IsEmpty || utf8[^1] == '\n' ? 0 : 1);

    public static IEnumerable<NdjsonLine> Lines(ReadOnlyMemory<byte> utf8)
    {
        for (var number = 1; !utf8.IsEmpty; number++)
        {
            var end = utf8.Span.IndexOf((byte)'\n');
            var line = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            if (!IsBlank(line))
            {
                yield return new(number, WithoutReturn(line));
            }
        }
    }

    /// <summary>The lines of a stream of any length, each to be used before the next is asked for. One that is longer than any
    /// event is cut, and is then still longer than any event.</summary>
    public static IEnumerable<NdjsonLine> Lines(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[BufferBytes];
        var (start, end, number) = (0, 0, 1);
        var (isRestOfCut, isLast) = (false, false);
        while (!isLast || start < end)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var isCut = length < 0 && end - start == buffer.Length;
            if (length < 0 && !isLast && !isCut)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                var read = stream.Read(buffer, end, buffer.Length - end);
                end += read;
                isLast = read == 0;
                continue;
            }

            var line = buffer.AsMemory(start, length < 0 ? end - start : length);
            start = length < 0 ? end : start + length + 1;
            if (!isRestOfCut && (isCut || !IsBlank(line)))
            {
                yield return new(number, WithoutReturn(line));
            }

            isRestOfCut = isCut;
            number += isCut ? 0 : 1;
        }
    }

    private static bool IsBlank(ReadOnlyMemory<byte> line) => line.Span.IndexOfAnyExcept(" \t\r"u8) < 0;

    private static ReadOnlyMemory<byte> WithoutReturn(ReadOnlyMemory<byte> line) =>
        line.Span[^1] == '\r' ? line[..^1] : line;
}
