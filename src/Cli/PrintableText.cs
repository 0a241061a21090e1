using System.Globalization;
using System.Text;

namespace Loyalty.Cli;

/// <summary>Text that others wrote, for a terminal: what would steer it or hide something is escaped.</summary>
internal static class PrintableText
{
    /// <summary>Line breaks and tabs stay.</summary>
    public static string Of(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsHidden(Rune.GetUnicodeCategory(rune)))
            {
                printable.Append(rune);
            }
            else
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return printable.ToString();
    }

    /// <summary>On one line.</summary>
    public static string Line(string text) => Of(text).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static bool IsHidden(UnicodeCategory category) => category is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
