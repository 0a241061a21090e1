namespace Loyalty.Domain.Values;

/// <summary>Merging two members, as staff number it: 1 to 128 characters (<see cref="Identifier"/>). The default value is no id, and prints as nothing.</summary>
public readonly record struct MergeId : IComparable<MergeId>
{
    private readonly string? value;

    private MergeId(string value) => this.value = value;

    /// <summary>The id in <paramref name="text"/>, or null where it is none.</summary>
    public static MergeId? TryParse(string? text) =>
        Identifier.IsValid(text, Identifier.MaxLength) ? new MergeId(text!) : null;

    /// <summary>The id in <paramref name="text"/>; a <see cref="FormatException"/> where it is none.</summary>
    public static MergeId Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no MergeId.");

    /// <summary>Ordinal.</summary>
    public int CompareTo(MergeId other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";
}
