using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>How purchases are taken from the queue: the section <c>Receiving</c>.</summary>
public sealed class ReceivingOptions
{
    /// <summary>How long an event whose member could not be saved is held before it is given back, so that an outage does not
    /// use up deliveries; half as much again at random. Shorter than a lock.</summary>
    [Range(0, 100)]
    public double OutagePauseSeconds { get; set; } = 20;

    /// <summary>How many members of a batch are counted at once.</summary>
    [Range(1, 256)]
    public int MembersAtOnce { get; set; } = 32;
}
