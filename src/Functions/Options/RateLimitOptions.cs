using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>How much one caller may ask of this instance of the host: the section <c>RateLimits</c>. Each is a bucket that holds a burst
/// and fills up again at its rate; a rate of 0 is no limit.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Calls a second with one key of a till.</summary>
    [Range(0, 100_000)]
    public double PosPerSecond { get; set; } = 100;

    [Range(1, 1_000_000)]
    public int PosBurst { get; set; } = 300;

    /// <summary>Calls a second with one key of staff, whose calls may read a whole partition.</summary>
    [Range(0, 100_000)]
    public double StaffPerSecond { get; set; } = 20;

    [Range(1, 1_000_000)]
    public int StaffBurst { get; set; } = 100;

    /// <summary>Calls a second with one customer's link.</summary>
    [Range(0, 100_000)]
    public double LinkPerSecond { get; set; } = 0.5;

    [Range(1, 1_000_000)]
    public int LinkBurst { get; set; } = 30;

    /// <summary>Calls a second from one address with no good key or link.</summary>
    [Range(0, 100_000)]
    public double StrangerPerSecond { get; set; } = 1;

    [Range(1, 1_000_000)]
    public int StrangerBurst { get; set; } = 100;
}
