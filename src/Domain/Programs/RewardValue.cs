namespace Loyalty.Domain.Programs;

/// <summary>What a reward gives.</summary>
public abstract record RewardValue
{
    private RewardValue()
    {
    }

    /// <summary>Something for nothing; null where the reward's name says enough.</summary>
    public sealed record Item(string? Name) : RewardValue;

    /// <summary>1 to 100 percent off.</summary>
    public sealed record Percent(int Value) : RewardValue;

    /// <summary>An amount off, from 1; minor units.</summary>
    public sealed record Amount(long Value) : RewardValue;
}
