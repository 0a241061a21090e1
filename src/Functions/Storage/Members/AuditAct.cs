namespace Loyalty.Functions.Storage.Members;

/// <summary>What somebody did to a member. A name here is a stored name: add, never rename. Erasing is not among them: nothing of the
/// member is left to have it, and the mark says when and by whom.</summary>
internal enum AuditAct
{
    /// <summary>All that is held was handed out.</summary>
    Exported,

    /// <summary>By the card; of what a till sends, the profile alone says what is so.</summary>
    ProfileChanged,

    RewardGiven,

    ConsentRecorded,

    /// <summary>What did not follow from the ledger was made to.</summary>
    Mended,
}
