namespace Loyalty.Fuzzing;

/// <summary>Makes inputs of others, as American Fuzzy Lop does: bits, bytes, pieces and words of the formats, a few at a time.</summary>
internal sealed class Mutator(Random random)
{
    private const int MaxLength = 70_000;
    private const int MaxPiece = 64;

    private static readonly byte[] Telling = [0, 1, 9, 10, 13, 32, 34, 44, 48, 57, 58, 91, 92, 93, 123, 125, 127, 128, 192, 224, 255];

    private static readonly byte[][] Words =
    [
        "null"u8.ToArray(), "true"u8.ToArray(), "\"\""u8.ToArray(), "{}"u8.ToArray(), "[]"u8.ToArray(), "-0"u8.ToArray(), "0.1"u8.ToArray(),
        "1e9"u8.ToArray(), "9223372036854775807"u8.ToArray(), "-1"u8.ToArray(), "9007199254740993"u8.ToArray(), "\\u0000"u8.ToArray(),
        "\\ud800"u8.ToArray(), "\\u202e"u8.ToArray(), "\u00e9"u8.ToArray(), "2026-02-29"u8.ToArray(), "9999-12-31T23:59:59.999999999Z"u8.ToArray(),
        "+14:00"u8.ToArray(), "24:00:00"u8.ToArray(), "purchase"u8.ToArray(), "refund"u8.ToArray(), "void"u8.ToArray(), "EUR"u8.ToArray(),
        "{{"u8.ToArray(), "}}"u8.ToArray(), "{{#if "u8.ToArray(), "{{/if}}"u8.ToArray(), "{{else}}"u8.ToArray(), "{{>part}}"u8.ToArray(),
        "../"u8.ToArray(), "this"u8.ToArray(), "%00"u8.ToArray(), "\r\n"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    ];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var times = 1 << random.Next(4); times > 0; times--)
        {
            Step(bytes, other);
        }

        return bytes.Count <= MaxLength ? [.. bytes] : [.. bytes.Take(MaxLength)];
    }

    private void Step(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, MaxPiece), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at < bytes.Count:
                bytes[at] = Telling[random.Next(Telling.Length)];
                break;
            case 3 when at < bytes.Count:
                bytes[at] += (byte)random.Next(-3, 4);
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 6:
                bytes.InsertRange(at, Words[random.Next(Words.Length)]);
                break;
            case 7:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 8 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, MaxPiece), other.Length - from)).ToArray());
                break;
        }
    }
}
