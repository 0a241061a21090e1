using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Members;

/// <summary>What the attempts at one transaction share: codes drawn for one that failed serve the next, with what was reserved for
/// them, and a hint that one has left the next leaves again, since whoever came between may have put a later one over it.</summary>
internal sealed class Attempts(MemberId member)
{
    public MemberId Member => member;

    public List<RewardCode> Codes { get; } = [];

    /// <summary>The budget that each code's reward was taken from.</summary>
    public Dictionary<RewardCode, string> Reserved { get; } = [];

    public HashSet<Sweep> Hinted { get; } = [];
}
