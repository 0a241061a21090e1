namespace Loyalty.Functions.Storage;

/// <summary>One operation of a commit.</summary>
public abstract record Write
{
    private Write(string key) => Key = key;

    /// <summary>The key of the row in the partition of the commit.</summary>
    public string Key { get; }

    /// <summary>Adds a row; refused where there is one.</summary>
    public sealed record Insert(string Key, Fields Fields) : Write(Key);

    /// <summary>Replaces the whole row that has this ETag; refused where it has changed or is gone.</summary>
    public sealed record Replace(string Key, Fields Fields, string ETag) : Write(Key);

    /// <summary>Inserts the row or replaces it whole, whatever is there.</summary>
    public sealed record Put(string Key, Fields Fields) : Write(Key);

    /// <summary>Deletes the row that has this ETag, or where none is given whatever is there; refused where it has changed or is gone.
    /// </summary>
    public sealed record Delete(string Key, string? ETag = null) : Write(Key);
}
