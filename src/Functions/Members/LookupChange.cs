using System.Collections.Immutable;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Members;

/// <summary>What a profile changes of what its member is found by.</summary>
/// <param name="Writes">For the member's transaction.</param>
/// <param name="Stale">To take out once that is committed.</param>
public sealed record LookupChange(ImmutableArray<Write> Writes, ImmutableArray<Row> Stale)
{
    public static LookupChange None { get; } = new([], []);
}
