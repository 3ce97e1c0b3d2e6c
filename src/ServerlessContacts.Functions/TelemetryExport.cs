using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ServerlessContacts.Functions;

/// <summary>
/// Sends what the library records to a collector, by OTLP, where one is set; the standard's other settings (<c>OTEL_…</c>) hold too. Only the sources named here are sent: those of
/// clients would tell addresses, and with them what somebody searched for.
/// </summary>
public static class TelemetryExport
{
    /// <summary>The collector's address.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public const string ServiceName = "serverless-contacts";

    /// <summary>ASP.NET Core's spans of requests, which it makes in any case: where they are not sampled, what happens in them is not either.</summary>
    public const string RequestSpans = "Microsoft.AspNetCore";

    /// <summary>The library's, a folder each.</summary>
    private const string Library = "ServerlessContacts.*";

    /// <summary>ASP.NET Core's <c>http.server.request.duration</c>.</summary>
    private const string RequestMetrics = "Microsoft.AspNetCore.Hosting";

    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration[Endpoint]) ? services : services.AddTelemetry(configuration, metrics => metrics.AddOtlpExporter(), traces => traces.AddOtlpExporter());

    /// <summary>Sends what is recorded wherever the exporters bring it.</summary>
    internal static IServiceCollection AddTelemetry(
        this IServiceCollection services, IConfiguration configuration, Action<MeterProviderBuilder> exportMetrics, Action<TracerProviderBuilder> exportTraces)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? ServiceName))
            .WithMetrics(metrics => exportMetrics(metrics.AddMeter(Library, RequestMetrics)))
            .WithTracing(traces => exportTraces(traces.AddSource(Library, RequestSpans)));
        return services;
    }
}
