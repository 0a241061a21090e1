using System.Text;
using Loyalty.Wire.Events;

namespace Loyalty.Fuzzing.Targets;

/// <summary>Lines are the same from memory and from a stream that comes in pieces, and none is lost.</summary>
public sealed class NdjsonTarget : IFuzzTarget
{
    public string Name => "ndjson";

    public int Share => 100;

    public IEnumerable<byte[]> Seeds => ["{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{\"c\":3}"u8.ToArray(), "\r\r\n\n"u8.ToArray(), "x"u8.ToArray()];

    public void Check(ReadOnlyMemory<byte> input)
    {
        var lines = Ndjson.Lines(input).Select(Copy).ToList();
        using var pieces = new PiecemealStream(input);
        Require.That(Ndjson.Lines(pieces).Select(Copy).SequenceEqual(lines), "A stream has other lines.");
        Require.That(lines.Count <= Ndjson.CountLines(input.Span), "There are more lines than are counted.");
        Require.That(lines.All(line => !line.Text.Contains('\n', StringComparison.Ordinal)), "A line holds the end of another.");
        var kept = lines.Sum(line => line.Text.Count(one => !" \t\r\n".Contains(one, StringComparison.Ordinal)));
        var given = input.Span.Length - input.Span.Count((byte)' ') - input.Span.Count((byte)'\t') - input.Span.Count((byte)'\r') - input.Span.Count((byte)'\n');
        Require.That(kept == given, "Something of a line is lost.");
    }

    private static (int Number, string Text) Copy(NdjsonLine line) => (line.Number, Encoding.Latin1.GetString(line.Text.Span));
}
