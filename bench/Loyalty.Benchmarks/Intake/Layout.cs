namespace Loyalty.Benchmarks.Intake;

/// <summary>Whose the events of a round are: as many of one member come one after the other, then as many of the next.</summary>
/// <param name="Members">How many there are; after the last one the first comes again.</param>
internal readonly record struct Layout(int Members, int Together)
{
    /// <summary>The next member's after each.</summary>
    public static Layout Of(int members) => new(members, 1);

    public int MemberOf(int number) => number / Together % Members;
}
