namespace Loyalty.Domain.Values;

/// <summary>One use of a reward, as the till numbers it: 1 to 128 characters (<see cref="Identifier"/>). The default value is no id, and prints as nothing.</summary>
public readonly record struct RedemptionId : IComparable<RedemptionId>
{
    private readonly string? value;

    private RedemptionId(string value) => this.value = value;

    /// <summary>The id in <paramref name="text"/>, or null where it is none.</summary>
    public static RedemptionId? TryParse(string? text) =>
        Identifier.IsValid(text, Identifier.MaxLength) ? new RedemptionId(text!) : null;

    /// <summary>The id in <paramref name="text"/>; a <see cref="FormatException"/> where it is none.</summary>
    public static RedemptionId Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no RedemptionId.");

    /// <summary>Ordinal.</summary>
    public int CompareTo(RedemptionId other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";
}
