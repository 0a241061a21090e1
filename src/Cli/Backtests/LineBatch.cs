using System.Buffers;
using Loyalty.Wire.Events;

namespace Loyalty.Cli.Backtests;

/// <summary>Some hundreds of lines of a file, copied so that they can be read while the next are fetched.</summary>
internal sealed class LineBatch
{
    private const int Bytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> text = new(Bytes);
    private readonly List<(int Number, int Start, int Length)> lines = [];

    private LineBatch()
    {
    }

    public IEnumerable<NdjsonLine> Lines =>
        lines.Select(line => new NdjsonLine(line.Number, text.WrittenMemory.Slice(line.Start, line.Length)));

    /// <summary>The lines of a stream, batch by batch.</summary>
    public static IEnumerable<LineBatch> Of(Stream stream)
    {
        var batch = new LineBatch();
        foreach (var line in Ndjson.Lines(stream))
        {
            if (batch.lines.Count > 0 && batch.text.WrittenCount + line.Text.Length > Bytes)
            {
                yield return batch;
                batch = new();
            }

            batch.lines.Add((line.Number, batch.text.WrittenCount, line.Text.Length));
            batch.text.Write(line.Text.Span);
        }

        yield return batch;
    }
}
