namespace Loyalty.Domain.Members;

/// <summary>What a member is found by besides the number, in the one form in which two spellings of it are the same.</summary>
/// <param name="Kind"><c>card</c>, <c>phone</c> or <c>email</c>; a stored name, and the field's name in a profile.</param>
public sealed record LookupValue(string Kind, string Value)
{
    public static LookupValue Card(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new("card", text.Trim());
    }

    /// <summary>The digits, and the plus before them. A number without a country is another than the same with one: which country is
    /// meant is not known.</summary>
    public static LookupValue Phone(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return new("phone", text.TrimStart().StartsWith('+') ? $"+{digits}" : digits);
    }

    /// <summary>In lower case: no provider of note tells addresses apart by it, and people do not.</summary>
    public static LookupValue Email(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new("email", text.Trim().ToLowerInvariant());
    }

    /// <summary>All that a member with this profile is found by.</summary>
    public static IEnumerable<LookupValue> Of(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Card is { } card)
        {
            yield return Card(card);
        }

        if (profile.Phone is { } phone)
        {
            yield return Phone(phone);
        }

        if (profile.Email is { } email)
        {
            yield return Email(email);
        }
    }
}
