using System.Buffers.Binary;
using System.Text;

namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>A field of a protobuf message, as far as reading OTLP needs it.</summary>
internal sealed record OtlpField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    public double Double => BitConverter.UInt64BitsToDouble(Value);

    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public string Hex => Convert.ToHexStringLower(Bytes.Span);

    public static OtlpField Message(ReadOnlyMemory<byte> bytes) => new(0, 0, bytes);

    /// <summary>The fields of this message that lie under a path of numbers.</summary>
    public IEnumerable<OtlpField> All(params int[] path) =>
        path.Aggregate((IEnumerable<OtlpField>)[this], (some, number) => some.SelectMany(one => one.Fields().Where(field => field.Number == number)));

    public OtlpField? Find(params int[] path) => All(path).LastOrDefault();

    /// <summary>The attributes (KeyValue) in a field of this message.</summary>
    public Dictionary<string, string> Attributes(int number) => All(number).ToDictionary(
        attribute => attribute.Find(1)!.Text,
        attribute => attribute.Find(2, 1)?.Text ?? attribute.Find(2)?.Fields().FirstOrDefault()?.Value.ToString() ?? "");

    private IEnumerable<OtlpField> Fields()
    {
        const int Fixed64 = 1;
        const int Length = 2;
        const int Fixed32 = 5;
        for (var place = 0; place < Bytes.Length;)
        {
            var key = Varint(ref place);
            var number = (int)(key >> 3);
            switch ((int)(key & 7))
            {
                case Fixed64:
                    yield return new(number, BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[place..]), default);
                    place += sizeof(ulong);
                    break;
                case Length:
                    var length = (int)Varint(ref place);
                    yield return new(number, 0, Bytes.Slice(place, length));
                    place += length;
                    break;
                case Fixed32:
                    yield return new(number, BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[place..]), default);
                    place += sizeof(uint);
                    break;
                default:
                    yield return new(number, Varint(ref place), default);
                    break;
            }
        }
    }

    private ulong Varint(ref int place)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var octet = Bytes.Span[place++];
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }
    }
}
