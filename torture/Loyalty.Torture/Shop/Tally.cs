using System.Collections.Concurrent;

namespace Loyalty.Torture.Shop;

/// <summary>How often each thing happened.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add(string what, long times = 1) => counts.AddOrUpdate(what, times, (_, before) => before + times);

    public long this[string what] => counts.GetValueOrDefault(what);

    /// <summary>In the order of their names.</summary>
    public IEnumerable<KeyValuePair<string, long>> All => counts.OrderBy(count => count.Key, StringComparer.Ordinal);
}
