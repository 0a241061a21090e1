using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Members;

/// <summary>What a till finds a member by: one of <c>{"card"}</c>, <c>{"phone"}</c> and <c>{"email"}</c> (CONTRACT section 5).</summary>
public static class LookupJson
{
    public const int MaxBytes = 4 * 1024;

    private const int MaxLength = 254;

    public static Parsed<LookupValue> Parse(ReadOnlyMemory<byte> utf8)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A lookup", errors);
        if (document is null)
        {
            return new Parsed<LookupValue>.Bad(errors.ToImmutable());
        }

        LookupValue?[] given =
        [
            Field(document.RootElement, "card", LookupValue.Card, errors),
            Field(document.RootElement, "phone", LookupValue.Phone, errors),
            Field(document.RootElement, "email", LookupValue.Email, errors),
        ];
        if (!errors.Any && given.OfType<LookupValue>().Count() != 1)
        {
            errors.Add("Expected one of card, phone and email.");
        }

        return errors.Any
            ? new Parsed<LookupValue>.Bad(errors.ToImmutable())
            : new Parsed<LookupValue>.Good(given.OfType<LookupValue>().Single());
    }

    private static LookupValue? Field(JsonElement root, string name, Func<string, LookupValue> of, JsonErrors errors)
    {
        var field = root.Field(name);
        if (!field.IsThere())
        {
            return null;
        }

        if (field.Text() is { Length: > 0 and <= MaxLength } text)
        {
            return of(text);
        }

        errors.AddAt(name, $"Expected text of 1 to {MaxLength} characters.");
        return null;
    }
}
