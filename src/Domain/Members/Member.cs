using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Members;

/// <summary>A member as all decisions see them.</summary>
public sealed record Member
{
    public required MemberId Id { get; init; }

    public Profile Profile { get; init; } = Profile.Empty;

    public History History { get; init; } = History.Empty;

    public MemberRewards Rewards { get; init; } = MemberRewards.None;
}
