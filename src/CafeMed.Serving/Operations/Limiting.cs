using System.Globalization;
using System.Threading.RateLimiting;
using CafeMed.Serving.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CafeMed.Serving.Operations;

/// <summary>How many requests a client may send, and how many are answered at the same time. Health is not counted.</summary>
internal static class Limiting
{
    public static void Add(IServiceCollection services, ServerOptions options)
    {
        var limits = options.Limits;
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Exempt(context) ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "local", _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = limits.Burst, TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10), ReplenishmentPeriod = TimeSpan.FromMilliseconds(limits.RequestsPerSecond < 10 ? 1000.0 / limits.RequestsPerSecond : 100), QueueLimit = 0,
                    })),
                PartitionedRateLimiter.Create<HttpContext, string>(context => Exempt(context) ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetConcurrencyLimiter(
                    "all", _ => new ConcurrencyLimiterOptions { PermitLimit = limits.AtOnce, QueueLimit = limits.Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })));
            limiter.RejectionStatusCode = 429;
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter =
                    (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1).ToString(CultureInfo.InvariantCulture);
                await Problems.WriteAsync(rejected.HttpContext, 429, ServingFaults.TooOften().Fault).ConfigureAwait(false);
            };
        });
    }

    private static bool Exempt(HttpContext context) => context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
}
