using Loyalty.Domain.Packing;

namespace Loyalty.Domain.Purchases;

/// <summary>Events of very many members, scattered as they come, in little memory: in parts by member, of which each is unpacked
/// by itself when its turn comes.</summary>
public sealed class PackedEvents
{
    /// <summary>How many parts there are. Everything about a member is in one.</summary>
    public const int Parts = 512;

    // Large enough never to be moved by the collector.
    private const int BlockBytes = 128 * 1024;

    private readonly EventPacking packing = new();
    private readonly List<Block>[] parts = [.. Enumerable.Range(0, Parts).Select(_ => new List<Block>())];

    /// <summary>An event as it is added here. May be called by several threads at once.</summary>
    public PackedEvent Pack(int line, PurchaseEvent purchaseEvent)
    {
        ArgumentNullException.ThrowIfNull(purchaseEvent);
        var writer = new PackedWriter(256);
        writer.Number(line);
        packing.Write(ref writer, purchaseEvent);
        return new(purchaseEvent.Member.GetHashCode(), writer.Finish());
    }

    /// <summary>Adds one. Not from several threads at once.</summary>
    public void Add(PackedEvent packed)
    {
        var blocks = parts[(uint)packed.Hash % Parts];
        if (blocks.Count == 0 || blocks[^1].Room < packed.Bytes.Length)
        {
            blocks.Add(new Block(Math.Max(BlockBytes, packed.Bytes.Length)));
        }

        blocks[^1].Add(packed.Bytes.Span);
    }

    /// <summary>Takes out the events of a part, with the lines that they came in, in the order in which they were added.</summary>
    public IEnumerable<(int Line, PurchaseEvent Event)> Take(int part)
    {
        var blocks = parts[part];
        parts[part] = [];
        return blocks.SelectMany(block => block.Events(packing));
    }

    private sealed class Block(int size)
    {
        private readonly byte[] bytes = new byte[size];
        private int length;

        public int Room => bytes.Length - length;

        public void Add(ReadOnlySpan<byte> packed)
        {
            packed.CopyTo(bytes.AsSpan(length));
            length += packed.Length;
        }

        public IEnumerable<(int Line, PurchaseEvent Event)> Events(EventPacking packing)
        {
            for (var at = 0; at < length;)
            {
                var (line, purchaseEvent, next) = Read(packing, at);
                at = next;
                yield return (line, purchaseEvent);
            }
        }

        private (int Line, PurchaseEvent Event, int Next) Read(EventPacking packing, int at)
        {
            var reader = new PackedReader(bytes.AsSpan(at, length - at));
            var line = reader.Number(int.MaxValue);
            var purchaseEvent = packing.Read(ref reader);
            return (line, purchaseEvent, length - reader.Rest.Length);
        }
    }
}
