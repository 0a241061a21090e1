namespace Loyalty.Domain.Values;

/// <summary>What kind of goods a line of a purchase is: 1 to 64 characters (<see cref="Identifier"/>). The default value is
/// the empty category, under which the amount of a purchase without lines counts.</summary>
public readonly record struct Category : IComparable<Category>
{
    private readonly string? value;

    private Category(string value) => this.value = value;

    public static Category Empty => default;

    /// <summary>The category in <paramref name="text"/>, or null where it is none.</summary>
    public static Category? TryParse(string? text) =>
        Identifier.IsValid(text, Identifier.ShortMaxLength) ? new Category(text!) : null;

    /// <summary>The category in <paramref name="text"/>, which may be empty; a <see cref="FormatException"/> where it is none.
    /// </summary>
    public static Category Parse(string text) =>
        text.Length == 0 ? Empty : TryParse(text) ?? throw new FormatException($"'{text}' is no category.");

    /// <summary>Ordinal; the empty category comes first.</summary>
    public int CompareTo(Category other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => value ?? "";
}
