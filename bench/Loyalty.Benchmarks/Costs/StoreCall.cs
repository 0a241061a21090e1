namespace Loyalty.Benchmarks.Costs;

/// <summary>What a store can be asked, as Table Storage bills it: each is one transaction.</summary>
internal enum StoreCall
{
    Read,
    Query,
    Write,
    Batch,
}
