using Loyalty.Domain.Packing;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Purchases;

/// <content>How refunds are packed into bytes.</content>
public sealed partial record Refunds
{
    public byte[] Pack()
    {
        var writer = new PackedWriter(64);
        WriteTo(ref writer);
        return writer.Finish();
    }

    /// <summary>The refunds that were packed; a <see cref="FormatException"/> where the bytes are damaged.</summary>
    public static Refunds Unpack(ReadOnlySpan<byte> packed)
    {
        var reader = new PackedReader(packed);
        var refunds = ReadFrom(ref reader);
        return reader.AtEnd ? refunds : throw PackedReader.Corrupt();
    }

    internal void WriteTo(ref PackedWriter writer)
    {
        writer.Number(Count);
        writer.Number(Voided ? 1 : 0);
        writer.Number(WithoutLines);
        writer.Number(Lines.Count);
        foreach (var (category, sum) in Lines)
        {
            writer.Ascii(category.ToString());
            writer.Number(sum.Amount);
            writer.Number(sum.Quantity);
        }
    }

    internal static Refunds ReadFrom(ref PackedReader reader)
    {
        var refunds = new Refunds
        {
            Count = reader.Number(int.MaxValue),
            Voided = reader.Number(1) == 1,
            WithoutLines = reader.Number(),
        };
        var lines = refunds.Lines.ToBuilder();
        for (var i = reader.Count(); i > 0; i--)
        {
            lines[Category.Parse(reader.Ascii())] = new(reader.Number(), reader.Number());
        }

        return refunds with { Lines = lines.ToImmutable() };
    }
}
