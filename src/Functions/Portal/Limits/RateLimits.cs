using System.Threading.RateLimiting;
using Loyalty.Functions.Options;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Portal.Limits;

/// <summary>
/// How often each caller may call: every key and every customer's link has a bucket of its own in this instance. Calls with no good key
/// or link have one by the address that they come from, and of them no more than that are told what was wrong. Nobody is let in the
/// less for what others at their address try: keys and links are too long to be guessed, and whoever could shut a shop out by trying
/// would.
/// </summary>
public sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> limiter;

    public RateLimits(IOptions<RateLimitOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value;
        limiter = PartitionedRateLimiter.Create<Caller, Caller>(caller => caller.Kind switch
        {
            CallerKind.Pos => Partition(caller, limits.PosPerSecond, limits.PosBurst, time),
            CallerKind.Staff => Partition(caller, limits.StaffPerSecond, limits.StaffBurst, time),
            CallerKind.Link => Partition(caller, limits.LinkPerSecond, limits.LinkBurst, time),
            _ => Partition(caller, limits.StrangerPerSecond, limits.StrangerBurst, time),
        });
    }

    /// <summary>Counts a call: null where it may go on, else after how many whole seconds the next may.</summary>
    internal int? Refuses(Caller caller)
    {
        using var lease = limiter.AttemptAcquire(caller);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds)
            : 1;
    }

    public void Dispose() => limiter.Dispose();

    private static RateLimitPartition<Caller> Partition(Caller caller, double perSecond, int burst, TimeProvider time) => perSecond == 0
        ? RateLimitPartition.GetNoLimiter(caller)
        : RateLimitPartition.Get(caller, _ => new TokenBucket(perSecond, burst, time));
}
