using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>How timers send: the section <c>Sending</c>.</summary>
public sealed class SendingOptions
{
    /// <summary>How many members a timer looks at at once.</summary>
    [Range(1, 256)]
    public int MembersAtOnce { get; set; } = 16;

    /// <summary>The most e-mails a minute, a tenth of them kept for one-time codes; 0 for no limit. What a new domain of Communication Services may send.</summary>
    [Range(0, 1_000_000)]
    public int PerMinute { get; set; } = 30;

    /// <summary>The same an hour.</summary>
    [Range(0, 10_000_000)]
    public int PerHour { get; set; } = 100;
}
