using Loyalty.Domain.Purchases;

namespace Loyalty.Fuzzing.Targets;

/// <summary>Packed histories and refunds are refused as damaged, or packed again are the same bytes from then on.</summary>
public sealed class HistoryTarget : IFuzzTarget
{
    public string Name => "history";

    public int Share => 280;

    public IEnumerable<byte[]> Seeds =>
    [
        History.Empty.Pack(),
        Refunds.None.Pack(),
        [1, 1, 6, .. "coffee"u8, 2, 2, 0xE8, 0xAB, 0x2C, 1, 0, 1, 0, 0xBC, 5, 2, 7, 1, 0, 1, 0, 0xE8, 7, 1, 0],
        [1, 0, 0, 0, 1, 3, .. "t-1"u8, 1, 0, 100, 1, 6, .. "coffee"u8, 100, 2],
    ];

    public void Check(ReadOnlyMemory<byte> input)
    {
        CheckStable(input.Span, packed => History.Unpack(packed).Pack());
        CheckStable(input.Span, packed => Refunds.Unpack(packed).Pack());
    }

    private static void CheckStable(ReadOnlySpan<byte> input, Func<byte[], byte[]> repack)
    {
        byte[] packed;
        try
        {
            packed = repack(input.ToArray());
        }
        catch (FormatException)
        {
            return;
        }

        Require.That(repack(packed).AsSpan().SequenceEqual(packed), "Packed again it is something else.");
    }
}
