using System.Net.Mail;
using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Members;

/// <summary>A member's profile as JSON (CONTRACT section 5).</summary>
public static partial class ProfileJson
{
    /// <summary>What a profile may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxNameLength = 200;
    private const int MaxEmailLength = 254;

    /// <summary>The profile after the change that the document asks for: what is absent stays, null clears.</summary>
    public static Parsed<Profile> Change(Profile profile, ReadOnlyMemory<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A profile", errors);
        if (document is null)
        {
            return new Parsed<Profile>.Bad(errors.ToImmutable());
        }

        var root = document.RootElement;
        var changed = profile with
        {
            Name = Field(root, "name", profile.Name, errors, Name, $"1 to {MaxNameLength} printable characters"),
            Email = Field(root, "email", profile.Email, errors, Email, "an e-mail address alone, such as ann@example.com"),
            Phone = Field(root, "phone", profile.Phone, errors, Phone, "a phone number: 5 to 20 digits, with spaces, ( ) . - or a leading +"),
            Card = Field(root, "card", profile.Card, errors, Card, "1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit"),
            Locale = Field(root, "locale", profile.Locale, errors, Locale, "a language tag, such as en or lv-LV"),
            Zone = Field(root, "zone", profile.Zone, errors, Zone, "a zone of the time zone database, such as Europe/Riga"),
            Birthday = Field(root, "birthday", profile.Birthday, errors, Birthday.TryParse, "a date, such as 1990-02-28 or --02-28"),
        };
        return errors.Any ? new Parsed<Profile>.Bad(errors.ToImmutable()) : new Parsed<Profile>.Good(changed);
    }

    public static void WriteProperties(Utf8JsonWriter writer, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(profile);
        writer.WriteString("name"u8, profile.Name);
        writer.WriteString("email"u8, profile.Email);
        writer.WriteString("phone"u8, profile.Phone);
        writer.WriteString("card"u8, profile.Card);
        writer.WriteString("locale"u8, profile.Locale);
        writer.WriteString("zone"u8, profile.Zone);
        writer.WriteString("birthday"u8, profile.Birthday?.ToString());
    }

    private static T? Field<T>(JsonElement root, string name, T? before, JsonErrors errors, Func<string, T?> read, string expected)
        where T : class
    {
        if (!root.TryGetProperty(name, out var element))
        {
            return before;
        }

        if (!element.IsThere())
        {
            return null;
        }

        var value = element.Text() is { } text ? read(text) : null;
        if (value is null)
        {
            errors.AddAt(name, $"Expected {expected}; found {element.Found()}.");
        }

        return value;
    }

    private static string? Name(string text) => PlainText.IsPrintable(text, MaxNameLength) ? text : null;

    // An address alone: the platform's parser also takes a name beside it.
    private static string? Email(string text) =>
        text.Length <= MaxEmailLength && PlainText.IsPrintable(text, MaxEmailLength)
            && MailAddress.TryCreate(text, out var address) && address.Address == text
            ? text
            : null;

    private static string? Phone(string text) => PhonePattern().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 5 and <= 20 ? text : null;

    private static string? Card(string text) => Identifier.IsValid(text, Identifier.MaxLength) ? text : null;

    private static string? Locale(string text) => LocalePattern().IsMatch(text) ? text : null;

    private static string? Zone(string text) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)?.Id;

    [GeneratedRegex(@"\A\+?[0-9 ().-]{5,40}\z")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}\z")]
    private static partial Regex LocalePattern();
}
