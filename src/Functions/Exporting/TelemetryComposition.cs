using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Loyalty.Functions.Due;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Loyalty.Functions.Exporting;

/// <summary>Exports what is measured, traced and logged, the same from both hosts.</summary>
internal static class TelemetryComposition
{
    private const string Service = "loyalty";

    // Not the name that the Functions host looks for: with it the host would export each request's address, before all reduction.
    private const string ToAzure = "Telemetry:ConnectionString";

    /// <summary>By OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, with the other settings of OpenTelemetry, and to Azure Monitor
    /// where <c>Telemetry__ConnectionString</c> is set and there is an identity for it. Null where nothing is exported: then
    /// nothing is collected either.</summary>
    public static OpenTelemetryBuilder? AddLoyaltyTelemetry(
        this IServiceCollection services, IConfiguration configuration, TokenCredential? credential = null)
    {
        var byOtlp = !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var toAzure = credential is not null && !string.IsNullOrWhiteSpace(configuration[ToAzure]);
        if (!byOtlp && !toAzure)
        {
            return null;
        }

        // What others log has addresses in it, and scopes have paths. What they say is on the host's console.
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.None)
            .AddFilter<OpenTelemetryLoggerProvider>(Telemetry.Name, LogLevel.Information));
        services.ConfigureOpenTelemetryMeterProvider((provider, _) =>
        {
            var (watermarks, clock) = (provider.GetRequiredService<Watermarks>(), provider.GetRequiredService<IClock>());
            Telemetry.ObserveDue(() => watermarks.Ages(clock.GetCurrentInstant()));
        });
        var builder = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(Service, serviceVersion: Telemetry.Version)
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(Telemetry.Name).AddProcessor(new SpanReduction()))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting"))
            .WithLogging(logging => logging.AddProcessor(new LogReduction()), options => options.IncludeFormattedMessage = true);
        if (byOtlp)
        {
            builder.UseOtlpExporter();
        }

        if (toAzure)
        {
            builder.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = configuration[ToAzure];
                options.Credential = credential;
                // What it shows live is taken from spans and logs before they are reduced.
                options.EnableLiveMetrics = false;
                // An error is worth telling also where its trace was not drawn.
                options.EnableTraceBasedLogsSampler = false;
            });
        }

        return builder;
    }
}
