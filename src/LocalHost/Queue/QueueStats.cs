using System.Text.Json.Serialization;

namespace Loyalty.LocalHost.Queue;

/// <summary>How many messages wait (also those that rest after a failure), are with a receiver, and were given up.</summary>
public sealed record QueueStats(int Ready, int Locked, int DeadLettered)
{
    /// <summary>Whether nothing is left to do.</summary>
    [JsonIgnore]
    public bool IsEmpty => Ready == 0 && Locked == 0;
}
