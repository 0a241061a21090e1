using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>How the due index is laid out: the section <c>Due</c>.</summary>
public sealed class DueOptions
{
    /// <summary>Over how many partitions the hints of an hour are spread. More bear more writes a second, and each costs every run
    /// of a timer some reads. It may be raised; lowered, hints in the partitions left out are not looked at any more.</summary>
    [Range(1, 64)]
    public int Shards { get; set; } = 8;

    /// <summary>How many members are judged anew at once after a program is published.</summary>
    [Range(1, 256)]
    public int WalkedAtOnce { get; set; } = 16;
}
