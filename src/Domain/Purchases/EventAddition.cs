namespace Loyalty.Domain.Purchases;

/// <summary>What an event is to those that are there already.</summary>
public enum EventAddition
{
    /// <summary>No other has its member and id.</summary>
    New,

    /// <summary>It is there; adding it changes nothing.</summary>
    Double,

    /// <summary>Another one has its member and id, and goes on counting.</summary>
    IdReused,
}
