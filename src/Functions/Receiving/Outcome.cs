namespace Loyalty.Functions.Receiving;

/// <summary>What became of an event.</summary>
public enum Outcome
{
    Counted,

    /// <summary>The ledger had it already.</summary>
    CountedBefore,

    /// <summary>The ledger has another event under the same id.</summary>
    IdReused,

    /// <summary>The member is past a limit.</summary>
    MemberFull,

    /// <summary>The member was erased: it is not kept.</summary>
    Erased,
}
