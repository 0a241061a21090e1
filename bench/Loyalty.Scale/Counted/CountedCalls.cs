namespace Loyalty.Scale.Counted;

/// <summary>What one part of the project asked of one table.</summary>
/// <param name="By">"purchases" where they were counted, "sweep NAME" where a timer looked at members, "rest" for all else.</param>
/// <param name="Read">Point reads.</param>
/// <param name="Query">Ranges and pages, one for each thousand rows.</param>
/// <param name="Write">Transactions of one row.</param>
/// <param name="Batch">Transactions of several rows.</param>
/// <param name="Rows">Rows written and taken out, in all of them.</param>
/// <param name="Removed">Of these, rows taken out.</param>
public sealed record CountedCalls(string By, string Table, long Read, long Query, long Write, long Batch, long Rows, long Removed)
{
    public const string Purchases = "purchases";
    public const string Rest = "rest";

    public long Calls => Read + Query + Write + Batch;

    public static string OfSweep(string name) => $"sweep {name}";
}
