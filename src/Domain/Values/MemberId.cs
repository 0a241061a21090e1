namespace Loyalty.Domain.Values;

/// <summary>A member: the shop's own number, never an address; 1 to 128 characters (<see cref="Identifier"/>). The default value is
/// no id, and prints as nothing.</summary>
public readonly record struct MemberId : IComparable<MemberId>
{
    private readonly string? value;

    private MemberId(string value) => this.value = value;

    /// <summary>The id in <paramref name="text"/>, or null where it is none.</summary>
    public static MemberId? TryParse(string? text) =>
        Identifier.IsValid(text, Identifier.MaxLength) ? new MemberId(text!) : null;

    /// <summary>The id in <paramref name="text"/>; a <see cref="FormatException"/> where it is none.</summary>
    public static MemberId Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no MemberId.");

    /// <summary>Ordinal.</summary>
    public int CompareTo(MemberId other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";
}
