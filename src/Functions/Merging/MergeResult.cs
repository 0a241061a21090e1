using Loyalty.Domain.Merging;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Merging;

/// <summary>How an attempt to merge two members, or to undo it, ended.</summary>
public abstract record MergeResult
{
    private MergeResult()
    {
    }

    public sealed record Refused(MergeRefusal Why) : MergeResult;

    /// <param name="IsNew">Whether it was done now, and not before.</param>
    public sealed record Done(MergeRow Merge, bool IsNew) : MergeResult;
}
