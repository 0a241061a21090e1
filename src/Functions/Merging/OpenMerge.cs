using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Merging;

/// <summary>A merge that is under way, or is being undone.</summary>
/// <param name="By">The name of the key that it came with.</param>
/// <param name="Reason">For staff; null where they gave none.</param>
internal sealed record OpenMerge(MemberId Into, MemberId From, MergeId Id, string By, string? Reason, bool IsUndo)
{
    /// <summary>Whether it is the same, whoever asked for it.</summary>
    public bool IsSameAs(OpenMerge other) => this with { By = other.By, Reason = other.Reason } == other;

    /// <summary>Whether a number is where this merge would have it.</summary>
    public bool Has(MergedInto? merged, MergeState state) => merged == new MergedInto(Into, Id, state);
}
