using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Verifying;

/// <summary>A member as they follow from the facts, what was stored otherwise, and what mends it.</summary>
/// <param name="stored">As the member's row has them, as far as it can be read.</param>
internal sealed class Recount(Member stored)
{
    public const string Absent = "absent";
    public const string Unreadable = "unreadable";

    private readonly List<Difference> differences = [];

    public Member Stored { get; } = stored;

    public Member Expected { get; set; } = stored;

    public IReadOnlyList<Difference> Differences => differences;

    /// <summary>Rows to write beside the member's.</summary>
    public List<Write> Writes { get; } = [];

    /// <summary>Those whose rows are to be written.</summary>
    public List<Reward> Rewards { get; } = [];

    /// <summary>The timers whose hints are named and not there.</summary>
    public HashSet<Sweep> Hints { get; } = [];

    /// <summary>What is to be written in other tables before the member's transaction.</summary>
    public List<Func<CancellationToken, Task>> Before { get; } = [];

    /// <summary>Whether the member is to be made to be found by what their profile says.</summary>
    public bool IsLost { get; set; }

    /// <summary>Whether the line under which staff find the member is to be written anew.</summary>
    public bool IsMislisted { get; set; }

    /// <summary>Whether what is derived can be derived at all.</summary>
    public bool IsMendable { get; set; } = true;

    /// <summary>Notes what is stored otherwise than expected; says whether it is. Null: there is none.</summary>
    public bool Differs(string row, string field, string? stored, string? expected)
    {
        if (stored == expected)
        {
            return false;
        }

        differences.Add(new(Stored.Id.ToString(), row, field, stored ?? Absent, expected ?? Absent));
        return true;
    }
}
