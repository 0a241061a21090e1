using System.Collections;

namespace Loyalty.Functions.Storage;

/// <summary>
/// The named values of a row: text, whole numbers, flags and bytes. Null is not stored: adding it adds nothing, and an absent
/// value reads as null. Not to be changed once it is handed to a store.
/// </summary>
public sealed class Fields : IReadOnlyCollection<KeyValuePair<string, object>>
{
    private readonly Dictionary<string, object> values;

    /// <summary>Fields of which about so many will be added.</summary>
    public Fields(int capacity = 0) => values = new Dictionary<string, object>(capacity, StringComparer.Ordinal);

    public int Count => values.Count;

    public void Add(string name, string? value) => AddValue(name, value);

    public void Add(string name, long? value) => AddValue(name, value);

    public void Add(string name, bool? value) => AddValue(name, value);

    public void Add(string name, byte[]? value) => AddValue(name, value);

    /// <summary>Adds a field of another row.</summary>
    public void Add(KeyValuePair<string, object> field) => AddValue(field.Key, field.Value);

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public long? Number(string name) => values.GetValueOrDefault(name) as long?;

    public bool? Flag(string name) => values.GetValueOrDefault(name) as bool?;

    public byte[]? Bytes(string name) => values.GetValueOrDefault(name) as byte[];

    /// <summary>The values: each a <see cref="string"/>, <see cref="long"/>, <see cref="bool"/> or array of bytes.</summary>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AddValue(string name, object? value)
    {
        if (value is not null)
        {
            values.Add(name, value);
        }
    }
}
