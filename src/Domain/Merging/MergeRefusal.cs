namespace Loyalty.Domain.Merging;

/// <summary>Why two members are not merged, or not parted.</summary>
public enum MergeRefusal
{
    /// <summary>One of the two was never seen, or was erased.</summary>
    NoMember,

    /// <summary>By another merge.</summary>
    AlreadyMerged,

    /// <summary>One of the two was merged into somebody else.</summary>
    MergedElsewhere,

    /// <summary>The id was used for another merge into the member.</summary>
    IdUsedForAnotherMerge,

    /// <summary>Another merge of one of the two is under way.</summary>
    Unfinished,

    /// <summary>A message to the number is on its way.</summary>
    Sending,

    /// <summary>A complaint waits for its answer, or an answer for its letter.</summary>
    OpenComplaint,

    /// <summary>Both together are past what a member may have.</summary>
    MemberFull,

    /// <summary>A person has so many numbers at most.</summary>
    TooManyNumbers,

    /// <summary>A later merge has to be undone first.</summary>
    NotNewest,
}
