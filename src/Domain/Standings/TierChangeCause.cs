namespace Loyalty.Domain.Standings;

/// <summary>What makes a tier another one.</summary>
public enum TierChangeCause
{
    /// <summary>What was bought on the date.</summary>
    Purchase,

    /// <summary>What was held is held no longer.</summary>
    Lapse,

    /// <summary>A version of the program came into force.</summary>
    Program,
}
