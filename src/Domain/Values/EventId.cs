namespace Loyalty.Domain.Values;

/// <summary>A purchase, refund or void, as the till numbers it: 1 to 128 characters (<see cref="Identifier"/>). The default value is
/// no id, and prints as nothing.</summary>
public readonly record struct EventId : IComparable<EventId>
{
    private readonly string? value;

    private EventId(string value) => this.value = value;

    /// <summary>The id in <paramref name="text"/>, or null where it is none.</summary>
    public static EventId? TryParse(string? text) =>
        Identifier.IsValid(text, Identifier.MaxLength) ? new EventId(text!) : null;

    /// <summary>The id in <paramref name="text"/>; a <see cref="FormatException"/> where it is none.</summary>
    public static EventId Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no EventId.");

    /// <summary>Ordinal.</summary>
    public int CompareTo(EventId other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";
}
