namespace Loyalty.Domain.Purchases;

/// <summary>Names that come again and again, by number. May be asked by several threads at once.</summary>
internal sealed class PackedNames
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public string this[int number]
    {
        get
        {
            lock (gate)
            {
                return names[number];
            }
        }
    }

    public int NumberOf(string name)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers.Add(name, number = names.Count);
                names.Add(name);
            }

            return number;
        }
    }
}
