namespace Loyalty.Fuzzing.Targets;

/// <summary>Gives what it has in pieces of one, two, three, … bytes.</summary>
internal sealed class PiecemealStream(ReadOnlyMemory<byte> bytes) : MemoryStream(bytes.ToArray(), writable: false)
{
    private int piece;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, ++piece));
}
