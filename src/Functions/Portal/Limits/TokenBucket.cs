using System.Threading.RateLimiting;

namespace Loyalty.Functions.Portal.Limits;

/// <summary>A bucket of calls that fills up at a steady rate. The platform's own measures real time only, which no test can move; what is
/// shared out here takes its time from a <see cref="TimeProvider"/>.</summary>
/// <param name="perSecond">Above 0.</param>
/// <param name="burst">What it holds, and begins with.</param>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider time) : RateLimiter
{
    private static readonly Lease Allowed = new(true, null);

    private readonly Lock filling = new();
    private double tokens = burst;
    private long filledAt = time.GetTimestamp();

    /// <summary>How long it has been full, so that one of a caller who went away is forgotten; null while it is not.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (filling)
            {
                var idle = time.GetElapsedTime(filledAt) - TimeSpan.FromSeconds((burst - tokens) / perSecond);
                return idle < TimeSpan.Zero ? null : idle;
            }
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (filling)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(burst, tokens + (time.GetElapsedTime(filledAt, now).TotalSeconds * perSecond));
            filledAt = now;
            if (tokens < permitCount)
            {
                return new Lease(false, TimeSpan.FromSeconds((permitCount - tokens) / perSecond));
            }

            tokens -= permitCount;
            return Allowed;
        }
    }

    // Nobody waits here: a caller who is told to come again holds nothing.
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private sealed class Lease(bool isAcquired, TimeSpan? retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
