using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Tests.Scenarios;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>Text that was right once: cut, with bytes changed, parts doubled, and what is hard on parsers put in.</summary>
internal static class MutatedText
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "-", "0", ".", "e", "1e999", "1.0",
            "-0", "99999999999999999999", "\"id\":1,", "\"\":", "\0", "\n", "\uFEFF", "🥐", new string('[', 40),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82],
    ];

    public static Arbitrary<byte[]> Of(params string[] texts) => Gen.Choose(0, int.MaxValue).Select(seed => Next(new Draw(seed), texts)).ToArbitrary();

    private static byte[] Next(Draw draw, string[] texts)
    {
        if (draw.Chance(10))
        {
            return [.. Enumerable.Range(0, draw.Between(0, 40)).Select(_ => (byte)draw.Between(0, 255))];
        }

        var text = Encoding.UTF8.GetBytes(draw.OneOf(texts)).ToList();
        for (var more = draw.Between(1, 3); more > 0; more--)
        {
            Change(draw, text);
        }

        return [.. text];
    }

    private static void Change(Draw draw, List<byte> text)
    {
        var at = draw.Between(0, text.Count);
        var length = Math.Min(draw.OneOf(1, 2, 10, 60), text.Count - at);
        switch (draw.Between(0, 4))
        {
            case 0:
                text.RemoveRange(at, length);
                break;
            case 1:
                text.InsertRange(at, text.GetRange(at, length));
                break;
            case 2:
                text.InsertRange(at, draw.OneOf(Pieces));
                break;
            case 3:
                text.RemoveRange(at, length);
                text.InsertRange(at, draw.OneOf(Pieces));
                break;
            case 4 when at < text.Count:
                text[at] = (byte)draw.Between(0, 255);
                break;
        }
    }
}
