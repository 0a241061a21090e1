using System.Text;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Spoils good documents as wires, tills and attackers do.</summary>
internal static class Mutation
{
    private static readonly string[] Nasty =
    [
        "null", "true", "-1", "0.5", "1e3", "1e999", "999999999999999999999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}",
        "[[[[[[]]]]]]",
        "\"0000-00-00T00:00:00Z\"", "\"2026-02-30T10:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"../../etc\"", "\"<script>\"", "\"\u202e\"",
        "{\"a\":1,\"a\":2}", "\n", "\r\n\r\n", ",", "}", "\"",
    ];

    public static byte[] Spoil(Random random, string good)
    {
        if (random.Next(10) == 0)
        {
            var noise = new byte[random.Next(300)];
            random.NextBytes(noise);
            return noise;
        }

        var text = good;
        for (var i = random.Next(4); i > 0; i--)
        {
            text = SpoilText(random, text);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = random.Next(3); i > 0 && bytes.Length > 0 && random.Next(2) == 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static string SpoilText(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        var value = Nasty[random.Next(Nasty.Length)];
        var colon = text.IndexOf(':', at);
        var end = colon < 0 ? -1 : text.IndexOfAny([',', '}'], colon);
        return random.Next(5) switch
        {
            0 => text[..at],
            1 => text.Insert(at, value),
            2 => text.Insert(at, text[..Math.Min(at, 200)]),
            _ => end < 0 ? text + value : text[..(colon + 1)] + value + text[end..],
        };
    }
}
