using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;

namespace Loyalty.Torture.Shop;

/// <summary>What the shop was told is so: what is compared in the end is computed from this alone.</summary>
internal sealed class Acknowledged
{
    private readonly Lock gate = new();
    private readonly List<(string From, string Into)> merges = [];
    private readonly List<(string Document, LocalDate From)> versions = [];

    /// <summary>Events by member and id, as they were posted.</summary>
    public ConcurrentDictionary<(string Member, string Id), string> Events { get; } = new();

    /// <summary>Other events under an id that was used; they end as dead letters.</summary>
    public ConcurrentDictionary<(string Member, string Id), string> Reused { get; } = new();

    /// <summary>How each redemption ended, by its id.</summary>
    public ConcurrentDictionary<string, Use> Uses { get; } = new();

    /// <summary>Who has ever agreed to e-mail, though it may not have been heard.</summary>
    public ConcurrentDictionary<string, bool> Consenting { get; } = new();

    /// <summary>Who has ended it for good, and the shop's time by which that was acknowledged.</summary>
    public ConcurrentDictionary<string, Instant> Withdrawn { get; } = new();

    /// <summary>What was seen on the way to be wrong.</summary>
    public ConcurrentQueue<string> Findings { get; } = new();

    public IReadOnlyList<(string From, string Into)> Merges
    {
        get
        {
            lock (gate)
            {
                return [.. merges];
            }
        }
    }

    /// <summary>The versions that were published after the first, in this order.</summary>
    public IReadOnlyList<(string Document, LocalDate From)> Versions
    {
        get
        {
            lock (gate)
            {
                return [.. versions];
            }
        }
    }

    public void AddEvents(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Events[KeyOf(line)] = line;
        }
    }

    public void AddMerge(string from, string into)
    {
        lock (gate)
        {
            merges.Add((from, into));
        }
    }

    public void AddVersion(string document, LocalDate from)
    {
        lock (gate)
        {
            versions.Add((document, from));
        }
    }

    /// <summary>Who has a number in the end.</summary>
    public string OwnerOf(string number)
    {
        foreach (var (from, into) in Merges)
        {
            number = number == from ? into : number;
        }

        return number;
    }

    public static (string Member, string Id) KeyOf(string line)
    {
        var read = JsonSerializer.Deserialize<JsonElement>(line);
        return (read.GetProperty("member").GetString()!, read.GetProperty("id").GetString()!);
    }
}
