using System.Text.Json;

namespace Loyalty.Scale.Counted;

/// <summary>What the sample's year asked of the store, as the command <c>costs</c> has counted it.</summary>
public sealed record CountedYear(int Events, int Members, IReadOnlyList<CountedCalls> Calls)
{
    /// <summary>Where the command leaves it, from the repository's root.</summary>
    public const string Path = "bench/Loyalty.Scale/Counted/counted.json";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static CountedYear Read(string json) =>
        JsonSerializer.Deserialize<CountedYear>(json, Indented) ?? throw new JsonException("There is no counted year in the file.");

    public string Print() => JsonSerializer.Serialize(this, Indented) + "\n";

    /// <summary>All that some part asked of a table, or of all.</summary>
    public CountedCalls Of(string by, string? table = null)
    {
        var some = Calls.Where(calls => calls.By == by && (table is null || calls.Table == table)).ToList();
        return new(
            by,
            table ?? "all",
            some.Sum(calls => calls.Read),
            some.Sum(calls => calls.Query),
            some.Sum(calls => calls.Write),
            some.Sum(calls => calls.Batch),
            some.Sum(calls => calls.Rows),
            some.Sum(calls => calls.Removed));
    }
}
