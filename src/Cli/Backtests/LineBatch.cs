using System.Buffers;
using Loyalty.Wire.Events;

namespace Loyalty.Cli.Backtests;

/// <summary>Some hundreds of lines of a file, copied so that they can be read while the next are fetched.</summary>
internal sealed class LineBatch : IDisposable
{
    private const int Bytes = 256 * 1024;

    private readonly byte[] text = ArrayPool<byte>.Shared.Rent(Bytes);
    private readonly List<(int Number, int Start, int Length)> lines = [];
    private int length;

    private LineBatch()
    {
    }

    public IEnumerable<NdjsonLine> Lines => lines.Select(line => new NdjsonLine(line.Number, text.AsMemory(line.Start, line.Length)));

    /// <summary>The lines of a stream, batch by batch. Every line fits into one: they are cut at as many bytes.</summary>
    public static IEnumerable<LineBatch> Of(Stream stream)
    {
        var batch = new LineBatch();
        foreach (var line in Ndjson.Lines(stream))
        {
            if (batch.length + line.Text.Length > Bytes)
            {
                yield return batch;
                batch = new();
            }

            batch.Add(line);
        }

        yield return batch;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(text);

    private void Add(NdjsonLine line)
    {
        lines.Add((line.Number, length, line.Text.Length));
        line.Text.CopyTo(text.AsMemory(length));
        length += line.Text.Length;
    }
}
