using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>How timers send: the section <c>Sending</c>.</summary>
public sealed class SendingOptions
{
    /// <summary>How many members a timer looks at at once.</summary>
    [Range(1, 256)]
    public int MembersAtOnce { get; set; } = 16;
}
