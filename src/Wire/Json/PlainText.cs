using System.Text;

namespace Loyalty.Wire.Json;

/// <summary>Text for people: names, labels.</summary>
internal static class PlainText
{
    /// <summary>Whether it has 1 to <paramref name="maxLength"/> characters (Unicode scalar values), none of them a control
    /// character.</summary>
    public static bool IsPrintable(string text, int maxLength)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || ++length > maxLength)
            {
                return false;
            }
        }

        return length > 0;
    }
}
