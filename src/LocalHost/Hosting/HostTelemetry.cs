using System.Collections;
using Loyalty.Functions.Exporting;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Exports, beside what the functions say, what the Functions host would say on Azure: the requests.</summary>
internal static class HostTelemetry
{
    private const string Prefix = "OTEL_";

    /// <summary>The environment's settings for OpenTelemetry, and no others: all else is said on the command line.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))
        .Where(setting => setting.Key.StartsWith(Prefix, StringComparison.Ordinal));

    public static IServiceCollection AddHostTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLoyaltyTelemetry(configuration)
            ?.WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore"));
        return services;
    }
}
