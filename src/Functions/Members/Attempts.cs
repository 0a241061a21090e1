using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Members;

/// <summary>What the attempts at one transaction share: codes drawn for one that failed serve the next, and a hint that one has left
/// the next leaves again, since whoever came between may have put a later one over it.</summary>
internal sealed class Attempts(MemberId member)
{
    public MemberId Member => member;

    public List<RewardCode> Codes { get; } = [];

    public HashSet<Sweep> Hinted { get; } = [];
}
