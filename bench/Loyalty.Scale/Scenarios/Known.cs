using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Scenarios;

/// <summary>The chains and designs that docs/scale.md tells of.</summary>
public static class Known
{
    private const long Members = 10_000_000;
    private const int Hour = 3_600;
    private const int WednesdayNoon = (2 * 24 * Hour) + (12 * Hour);

    /// <summary>Each member buys once a week.</summary>
    public static Chain Weekly { get; } = new("16 a second", Members, 16.5, 83);

    public static Chain Busy { get; } = new("100 a second", Members, 100, 500);

    public static Chain Full { get; } = new("1,000 a second", Members, 1_000, 5_000);

    public static Design AsItIs { get; } = new();

    /// <summary>A queue that bears the peak, and as many letters as there are.</summary>
    public static Design Bought { get; } = new() { MessagingUnits = 2, LettersAnHour = 15_000 };

    /// <summary>Timers that go through all shards at once, and go on where a look has failed.</summary>
    public static Design Mended { get; } = Bought with
    {
        EndsAtFirstFailure = false, ShardsAtOnce = 8, LookedAtAtOnce = 64, WalksMembersAlone = true,
    };

    /// <summary>More of what is divided: partitions and accounts.</summary>
    public static Design Divided { get; } = Mended with
    {
        FinderPartitions = 32, DueShards = 32, ShardsAtOnce = 32, LookedAtAtOnce = 192, Accounts = 3,
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("as it is", Weekly, AsItIs, new()),
        new("as it is, if a partition bore 20,000", Weekly, AsItIs, new() { PartitionRows = 20_000 }),
        new("as it is, but a run goes on", Weekly, AsItIs with { EndsAtFirstFailure = false }, new()),
        new("as it is, but all shards at once", Weekly, AsItIs with { ShardsAtOnce = 8 }, new()),
        new("mended", Weekly, Mended with { MessagingUnits = 0 }, new()),
        new("as it is", Busy, AsItIs, new()),
        new("Premium", Busy, Bought, new()),
        new("mended", Busy, Mended, new()),
        new("as it is", Full, AsItIs, new()),
        new("Premium", Full, Bought, new()),
        new("mended", Full, Mended, new()),
        new("divided", Full, Divided, new()),
        new("mended, out for an hour", Out(Busy), Mended, new()),
        new("mended, out for an hour", Out(Full), Mended, new()),
        new("the same, 8 counted at once", Out(Full), Mended with { CountedAtOnce = 8 }, new()),
        new("divided, out for an hour", Out(Full), Divided, new()),
    ];

    private static Chain Out(Chain chain) => chain with { OutFrom = WednesdayNoon, OutFor = Hour };
}
