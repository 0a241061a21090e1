namespace Loyalty.Domain.Values;

/// <summary>What every id in the contract is made of: ASCII letters, digits and <c>. _ : -</c>, the first a letter or digit.
/// </summary>
public static class Identifier
{
    /// <summary>The most characters of the id of an event, member or store.</summary>
    public const int MaxLength = 128;

    /// <summary>The most characters of a category or of an id in a program.</summary>
    public const int ShortMaxLength = 64;

    public static bool IsValid(ReadOnlySpan<char> text, int maxLength)
    {
        if (text.IsEmpty || text.Length > maxLength || !char.IsAsciiLetterOrDigit(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
