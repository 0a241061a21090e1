namespace Loyalty.Domain.Values;

/// <summary>A store: 1 to 128 characters (<see cref="Identifier"/>). The default value is no id, and prints as nothing.</summary>
public readonly record struct StoreId : IComparable<StoreId>
{
    private readonly string? value;

    private StoreId(string value) => this.value = value;

    /// <summary>The id in <paramref name="text"/>, or null where it is none.</summary>
    public static StoreId? TryParse(string? text) =>
        Identifier.IsValid(text, Identifier.MaxLength) ? new StoreId(text!) : null;

    /// <summary>The id in <paramref name="text"/>; a <see cref="FormatException"/> where it is none.</summary>
    public static StoreId Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no StoreId.");

    /// <summary>Ordinal.</summary>
    public int CompareTo(StoreId other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";
}
