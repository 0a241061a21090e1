using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Members;

/// <summary>A member as something has made them, and what is written beside their row.</summary>
/// <param name="Rewards">Those that are given or change with it: each is written once, as it is when all that follows is decided.
/// </param>
public sealed record MemberChange(Member After, ImmutableArray<Write> Writes, ImmutableArray<WrittenReward> Rewards)
{
    public MemberChange(Member after, ImmutableArray<Write> writes)
        : this(after, writes, [])
    {
    }
}
