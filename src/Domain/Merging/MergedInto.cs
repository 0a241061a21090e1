using Loyalty.Domain.Values;

namespace Loyalty.Domain.Merging;

/// <summary>Where the member of a number is found since it was merged.</summary>
public sealed record MergedInto(MemberId Into, MergeId Merge, MergeState State)
{
    /// <summary>Whether it is on its way, so that nothing about it can be changed here or there.</summary>
    public bool IsMoving => State != MergeState.Joined;
}
