using System.Collections.Immutable;
using System.Text.Json;

namespace Loyalty.Wire.Json;

/// <summary>
/// The fields of an object of which no unknown one is let through. What is read of a field that is absent or wrong is a
/// stand-in, and the error is collected: nobody sees the stand-in, since a document with an error is refused whole.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);

    public JsonFields(JsonElement element, JsonErrors errors, params ReadOnlySpan<string> known)
    {
        Errors = errors;
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected an object{(known.IsEmpty ? "" : " with " + string.Join(", ", known))}; found {element.Found()}.");
            return;
        }

        IsObject = true;
        foreach (var property in element.EnumerateObject())
        {
            var name = property.TolerantName();
            if (!known.Contains(name))
            {
                errors.AddAt(name, known.IsEmpty ? "Is an unknown field; none is known here." : $"Is an unknown field; here are known: {string.Join(", ", known)}.");
            }
            else if (property.Value.IsThere())
            {
                fields[name] = property.Value;
            }
        }
    }

    /// <summary>What an object holds by names that are free to choose.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Entries(JsonElement element, string what, JsonErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected an object of {what}; found {element.Found()}.");
            return [];
        }

        return element.EnumerateObject()
            .Where(property => property.Value.IsThere())
            .Select(property => (property.TolerantName(), property.Value));
    }

    /// <summary>Where it is none there is one error already, and its fields are not missed.</summary>
    public bool IsObject { get; }

    public JsonErrors Errors { get; }

    public bool Has(string name) => fields.ContainsKey(name);

    public JsonElement? Find(string name) => fields.TryGetValue(name, out var element) ? element : null;

    /// <summary>The value as <paramref name="read"/> makes it of the field, which makes null of what is wrong.</summary>
    public T? Optional<T>(string name, Func<JsonElement, T?> read, string expected)
        where T : class
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        var value = read(element);
        if (value is null)
        {
            Errors.AddAt(name, $"Expected {expected}; found {element.Found()}.");
        }

        return value;
    }

    public T Required<T>(string name, Func<JsonElement, T?> read, string expected, T standIn)
        where T : class
    {
        Require(name, expected);
        return Optional(name, read, expected) ?? standIn;
    }

    public T? OptionalValue<T>(string name, Func<JsonElement, T?> read, string expected)
        where T : struct
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        var value = read(element);
        if (value is null)
        {
            Errors.AddAt(name, $"Expected {expected}; found {element.Found()}.");
        }

        return value;
    }

    public T? RequiredValue<T>(string name, Func<JsonElement, T?> read, string expected)
        where T : struct
    {
        Require(name, expected);
        return OptionalValue(name, read, expected);
    }

    public long? OptionalInteger(string name, long min, long max) => OptionalValue(name, Integer(min, max), IntegerRule(min, max));

    public long RequiredInteger(string name, long min, long max) => RequiredValue(name, Integer(min, max), IntegerRule(min, max)) ?? 0;

    public bool? OptionalFlag(string name) => OptionalValue<bool>(
        name,
        element => element.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
        "true or false");

    /// <summary>The object under the name, read by <paramref name="read"/> at its place; the stand-in where it is absent.</summary>
    public T Object<T>(string name, T standIn, Func<JsonElement, T> read)
    {
        if (Find(name) is not { } element)
        {
            return standIn;
        }

        using (Errors.In(name))
        {
            return read(element);
        }
    }

    public T RequiredObject<T>(string name, string expected, T standIn, Func<JsonElement, T> read)
    {
        Require(name, expected);
        return Object(name, standIn, read);
    }

    /// <summary>Each element of the array under the name, at its place; empty where it is absent.</summary>
    public ImmutableArray<T> List<T>(string name, string what, Func<JsonElement, int, T> read, int max = int.MaxValue)
    {
        if (Find(name) is not { } element)
        {
            return [];
        }

        using (Errors.In(name))
        {
            if (element.ValueKind != JsonValueKind.Array)
            {
                Errors.Add($"Expected an array of {what}; found {element.Found()}.");
                return [];
            }

            if (element.GetArrayLength() > max)
            {
                Errors.Add($"Expected at most {max:N0} {what}; found {element.GetArrayLength():N0}.");
                return [];
            }

            var list = ImmutableArray.CreateBuilder<T>(element.GetArrayLength());
            foreach (var item in element.EnumerateArray())
            {
                using (Errors.In(list.Count))
                {
                    list.Add(read(item, list.Count));
                }
            }

            return list.MoveToImmutable();
        }
    }

    /// <summary>An error for a field that has no meaning beside the others.</summary>
    public void Forbid(string name, string why)
    {
        if (Has(name))
        {
            Errors.AddAt(name, why);
        }
    }

    public void Require(string name, string expected)
    {
        if (IsObject && !Has(name))
        {
            Errors.AddAt(name, $"Is required: {expected}.");
        }
    }

    private static Func<JsonElement, long?> Integer(long min, long max) =>
        element => element.Integer() is { } integer && integer >= min && integer <= max ? integer : null;

    private static string IntegerRule(long min, long max) =>
        $"an integer from {min:N0} to {max:N0}, without fraction or exponent";
}
