using System.Globalization;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Due;

/// <summary>The partitions of the due index. A stored name is a contract: add, never rename.</summary>
internal static class DueKeys
{
    /// <summary>How far the sweeps have come; a row for each.</summary>
    public const string Watermarks = "watermark";

    /// <summary>How far the walks over all members have come; a row for each version of the program.</summary>
    public const string Walks = "walk";

    public static Duration Hour { get; } = Duration.FromHours(1);

    /// <summary>How long after its end an hour is still looked into, for whoever leaves a hint in it at the last moment.</summary>
    public static Duration KeptAfter { get; } = Duration.FromHours(1);

    /// <summary>The hour that an instant is in, by its start.</summary>
    public static Instant HourOf(Instant at) => Instant.FromUnixTimeSeconds(
        Math.DivRem(at.ToUnixTimeSeconds(), NodaConstants.SecondsPerHour) is var (hours, rest) && rest < 0
            ? (hours - 1) * NodaConstants.SecondsPerHour
            : hours * NodaConstants.SecondsPerHour);

    public static string Partition(Sweep sweep, Instant hour, int shard) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sweep}:{hour.ToUnixTimeSeconds() / NodaConstants.SecondsPerHour:00000000}:{shard:00}");

    /// <summary>The same for a member on every host.</summary>
    public static int Shard(MemberId member, int shards)
    {
        if (shards == 1)
        {
            return 0;
        }

        // FNV-1a: any hash that no runtime changes would do.
        var hash = 2166136261u;
        foreach (var octet in Encoding.ASCII.GetBytes(member.ToString()))
        {
            hash = (hash ^ octet) * 16777619u;
        }

        return (int)(hash % (uint)shards);
    }
}
