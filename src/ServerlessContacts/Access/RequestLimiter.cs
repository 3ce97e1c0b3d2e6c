using System.Threading.RateLimiting;
using ServerlessContacts.Directory.Quotas;

namespace ServerlessContacts.Access;

/// <summary>Lets a caller, and an organisation, send so many requests a second: a token bucket for each on this instance.</summary>
public sealed class RequestLimiter(Limits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> callers =
        PartitionedRateLimiter.Create<Caller, string>(caller => Bucket(caller.ToString(), limits.CallerRate, limits.CallerBurst));
    private readonly PartitionedRateLimiter<Caller> tenants =
        PartitionedRateLimiter.Create<Caller, string>(caller => Bucket(caller.Tenant.Value, limits.TenantRate, limits.TenantBurst));

    /// <summary>Counts a request.</summary>
    /// <returns>Null where it may be served; else how long to wait.</returns>
    public TimeSpan? TryTake(Caller caller) => TryTake(callers, caller, "caller") ?? TryTake(tenants, caller, "tenant");

    public void Dispose()
    {
        callers.Dispose();
        tenants.Dispose();
    }

    private static TimeSpan? TryTake(PartitionedRateLimiter<Caller> limiter, Caller caller, string limit)
    {
        using var lease = limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
        {
            return null;
        }

        LimitTelemetry.Limited(limit);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>Filled ten times a second, so that a slow stream of requests is not let through in waves.</summary>
    private static RateLimitPartition<string> Bucket(string key, int rate, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, rate / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, rate / 10) / (double)rate),
            QueueLimit = 0,
        });
}
