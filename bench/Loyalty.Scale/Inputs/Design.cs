namespace Loyalty.Scale.Inputs;

/// <summary>What can be set or built otherwise. As it is where nothing else is said.</summary>
public sealed record Design
{
    /// <summary>host.json.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Receiving__MembersAtOnce.</summary>
    public int CountedAtOnce { get; init; } = 32;

    /// <summary>Sending__MembersAtOnce.</summary>
    public int LookedAtAtOnce { get; init; } = 16;

    /// <summary>Due__WalkedAtOnce.</summary>
    public int WalkedAtOnce { get; init; } = 16;

    /// <summary>sizes.bicep.</summary>
    public int MaximumInstances { get; init; } = 40;

    /// <summary>Messaging units of Service Bus, Premium; 0: Standard.</summary>
    public int MessagingUnits { get; init; }

    /// <summary>Due__Shards.</summary>
    public int DueShards { get; init; } = 8;

    public int FinderPartitions { get; init; } = 4;

    /// <summary>How many shards of the due index a timer goes through at once.</summary>
    public int ShardsAtOnce { get; init; } = 1;

    /// <summary>Whether a timer's run is over with the first look that the store fails, until its next time.</summary>
    public bool EndsAtFirstFailure { get; init; } = true;

    /// <summary>Times that the account's limit is as published: a higher one was granted, or tables are spread over accounts.</summary>
    public double Accounts { get; init; } = 1;

    /// <summary>Sending__PerHour, of which a tenth is kept for one-time codes.</summary>
    public double LettersAnHour { get; init; } = 100;

    /// <summary>Pages of all rows of the table of members in a minute, after a publish.</summary>
    public int PagesPerRun { get; init; } = 20;

    /// <summary>Whether the walk after a publish is given the members' rows alone.</summary>
    public bool WalksMembersAlone { get; init; }

    /// <summary>The finder's partitions that one run of its timer writes to at once. The shards of the due index and the finder's partitions
    /// are cut by one hash, so those of one shard are all in one partition where the number of the first is a multiple of the other's.
    /// </summary>
    public int FinderPartitionsAtOnce => DueShards % FinderPartitions == 0
        ? Math.Min(ShardsAtOnce, FinderPartitions)
        : FinderPartitions;
}
