using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>A profile as a customer fills it in: what is left empty is cleared, but for the address, without which nobody could change
/// anything again.</summary>
internal sealed record ProfileForm(string Name, string Email, string Phone, string Day, string Month, string Year, string Locale)
{
    public static ProfileForm Of(Profile profile) => new(
        profile.Name ?? "",
        profile.Email ?? "",
        profile.Phone ?? "",
        Number(profile.Birthday?.Day.Day),
        Number(profile.Birthday?.Day.Month),
        Number(profile.Birthday?.Year),
        profile.Locale ?? "");

    public static ProfileForm Of(PostedForm form) => new(
        form["name"].Trim(),
        form["email"].Trim(),
        form["phone"].Trim(),
        form["day"].Trim(),
        form["month"].Trim(),
        form["year"].Trim(),
        form["locale"].Trim());

    /// <summary>The profile as the customer wants it, by the very rules of the HTTP interface.</summary>
    public Parsed<Profile> Change(Profile before)
    {
        var document = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(document))
        {
            writer.WriteStartObject();
            Write("name", Name);
            writer.WriteString("email", Email);
            Write("phone", Phone);
            Write("birthday", Birthday);
            Write("locale", Locale);
            writer.WriteEndObject();

            void Write(string name, string value)
            {
                if (value.Length == 0)
                {
                    writer.WriteNull(name);
                }
                else
                {
                    writer.WriteString(name, value);
                }
            }
        }

        return ProfileJson.Change(before, document.WrittenMemory);
    }

    /// <summary>The fields of the profile that are not as they can be.</summary>
    public static ImmutableArray<string> WrongFields(Parsed<Profile> parsed) => parsed is Parsed<Profile>.Bad { Errors: var errors }
        ? [.. errors.Select(error => error.Pointer.TrimStart('/'))]
        : [];

    private string Birthday => (Day, Month, Year) switch
    {
        ("", "", "") => "",
        (_, _, "") => $"--{Padded(Month, 2)}-{Padded(Day, 2)}",
        _ => $"{Year}-{Padded(Month, 2)}-{Padded(Day, 2)}",
    };

    private static string Padded(string number, int digits) => number.PadLeft(digits, '0');

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
