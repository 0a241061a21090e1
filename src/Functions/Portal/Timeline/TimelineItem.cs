using System.Text.Json;
using NodaTime;

namespace Loyalty.Functions.Portal.Timeline;

/// <summary>Something that happened to a member.</summary>
/// <param name="Key">Tells it from all others of its instant, always the same way.</param>
/// <param name="Write">Writes what it has beside its time and its type.</param>
internal sealed record TimelineItem(Instant At, string Key, string Type, Action<Utf8JsonWriter> Write)
{
    /// <summary>Newest first.</summary>
    public static IComparer<TimelineItem> NewestFirst { get; } = Comparer<TimelineItem>.Create((one, other) =>
        other.At.CompareTo(one.At) is var byTime and not 0 ? byTime : string.CompareOrdinal(other.Key, one.Key));
}
