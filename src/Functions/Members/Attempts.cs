using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Members;

/// <summary>What the attempts at one transaction share: codes drawn for one that failed serve the next, with what was reserved for
/// them, and a hint that one has left the next leaves again, since whoever came between may have put a later one over it.</summary>
/// <param name="follows">Whether a number that was merged leads to the member who has it.</param>
internal sealed class Attempts(MemberId number, bool follows = true)
{
    private MemberId? found;

    /// <summary>By which the member is asked for.</summary>
    public MemberId Number => number;

    public bool Follows => follows;

    /// <summary>Whose number it was when it was read last.</summary>
    public MemberId Member => found ?? Number;

    public List<RewardCode> Codes { get; } = [];

    /// <summary>The budget that each code's reward was taken from.</summary>
    public Dictionary<RewardCode, string> Reserved { get; } = [];

    public HashSet<Sweep> Hinted { get; } = [];

    /// <summary>The member whose number it is now. What was drawn and left for another is not theirs.</summary>
    public void Find(MemberId member)
    {
        if (member != Member)
        {
            Codes.Clear();
            Hinted.Clear();
            found = member;
        }
    }
}
