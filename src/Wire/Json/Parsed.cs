using System.Collections.Immutable;

namespace Loyalty.Wire.Json;

/// <summary>What a document says, or everything that is wrong with it.</summary>
public abstract record Parsed<T>
{
    private Parsed()
    {
    }

    public sealed record Good(T Value) : Parsed<T>;

    /// <param name="Errors">At least one, in the order of the contract's tables.</param>
    public sealed record Bad(ImmutableArray<JsonError> Errors) : Parsed<T>;
}
