using System.Globalization;
using System.Text;

namespace Loyalty.Templates;

/// <summary>Makes of somebody's text one line that can stand anywhere in a message.</summary>
public static class PlainValue
{
    /// <summary>Without line breaks and other control characters, without the marks that turn the direction of what follows, and
    /// without halves of characters and what is none.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsDirection(rune.Value) || IsNone(rune.Value))
            {
                continue;
            }

            var isBreak = Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            plain.Append(isBreak ? " " : rune.ToString());
        }

        return plain.ToString().Trim();
    }

    /// <summary>The same for a header: at most so many UTF-16 units, with no half of a character at the end, and nothing that a mail
    /// program would take for an encoded word and decode.</summary>
    public static string OfHeader(string text, int length)
    {
        var plain = Of(text).Replace("=?", "= ?", StringComparison.Ordinal);
        return plain.Length <= length ? plain : plain[..(char.IsHighSurrogate(plain[length - 1]) ? length - 1 : length)];
    }

    private static bool IsDirection(int value) => value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    // Unicode keeps these for programs' own use, and some take them for the end of the text.
    private static bool IsNone(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;
}
