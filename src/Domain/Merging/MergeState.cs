namespace Loyalty.Domain.Merging;

/// <summary>How far a number has come on its way to another member, and back.</summary>
public enum MergeState
{
    /// <summary>Nobody changes it any more, and the other member does not have it yet.</summary>
    Joining,

    /// <summary>Whatever concerns it concerns the other member.</summary>
    Joined,

    /// <summary>The merge is undone: the other member gives it up.</summary>
    Leaving,

    /// <summary>It has everything back, and the other member still has copies.</summary>
    Left,
}
