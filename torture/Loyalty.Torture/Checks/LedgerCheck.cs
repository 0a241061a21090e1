using Loyalty.Functions.Storage;
using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Checks;

/// <summary>Whether every acknowledged event is in the ledger, once, and nothing else is.</summary>
internal static class LedgerCheck
{
    private const string Prefix = "event:";

    public static IEnumerable<string> Findings(IReadOnlyList<Row> members, Acknowledged acknowledged)
    {
        var found = members
            .Where(row => row.Key.StartsWith(Prefix, StringComparison.Ordinal) && acknowledged.OwnerOf(row.Partition) == row.Partition)
            .Select(row => (row.Partition, row.Key))
            .ToHashSet();
        var expected = acknowledged.Events.Keys.Select(KeyOf).ToHashSet();
        return expected.Except(found).Select(key => $"Lost: {key.Key} of {key.Partition} was acknowledged and is not there.")
            .Concat(found.Except(expected).Select(key => $"Nobody posted {key.Key} of {key.Partition}."));

        (string Partition, string Key) KeyOf((string Member, string Id) sent)
        {
            var owner = acknowledged.OwnerOf(sent.Member);
            return (owner, owner == sent.Member ? Prefix + sent.Id : $"{Prefix}{sent.Id}~{sent.Member}");
        }
    }
}
