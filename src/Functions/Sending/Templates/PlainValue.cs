using System.Globalization;
using System.Text;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>Makes of somebody's text one line that can stand anywhere in a message.</summary>
internal static class PlainValue
{
    /// <summary>Without line breaks and other control characters, without the marks that turn the direction of what follows, and
    /// without halves of characters.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsDirection(rune.Value))
            {
                continue;
            }

            var isBreak = Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            plain.Append(isBreak ? " " : rune.ToString());
        }

        return plain.ToString().Trim();
    }

    /// <summary>At most so many UTF-16 units, and no half of a character at the end.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static bool IsDirection(int value) => value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;
}
