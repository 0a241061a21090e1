using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Merging;

/// <summary>Whether two members can be merged, and parted again.</summary>
public static class MergeRules
{
    /// <summary>The most numbers that one person has, so that whoever follows them comes to an end.</summary>
    public const int MaxNumbers = 16;

    /// <summary>Why a member is not merged into another; null where they can be. Of a merge that has begun nothing is asked again.
    /// </summary>
    public static MergeRefusal? WhyNot(Member kept, Member old)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(old);
        return kept.MergedInto is not null ? MergeRefusal.MergedElsewhere
            : old.MergedInto is { } into ? into.Into == kept.Id ? MergeRefusal.AlreadyMerged : MergeRefusal.MergedElsewhere
            : old.Outreach.Claim is not null ? MergeRefusal.Sending
            : !old.Outreach.Complaints.IsEmpty || !old.Outreach.Answers.IsEmpty ? MergeRefusal.OpenComplaint
            : kept.Numbers.Length + old.Numbers.Length > MaxNumbers ? MergeRefusal.TooManyNumbers
            : IsTooMuch(kept.History, old.History) ? MergeRefusal.MemberFull
            : null;
    }

    /// <summary>Why a merge is not undone; null where it can be.</summary>
    public static MergeRefusal? WhyNotUndo(Member kept, MergeId merge)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.MergedInto is not null ? MergeRefusal.MergedElsewhere
            : kept.Merged is [.., var last] && last.Id != merge ? MergeRefusal.NotNewest
            : null;
    }

    private static bool IsTooMuch(History one, History other) =>
        one.WaitingCount + other.WaitingCount > History.MaxWaiting
        || one.Pack().Length + other.Pack().Length > History.MaxPackedBytes;
}
