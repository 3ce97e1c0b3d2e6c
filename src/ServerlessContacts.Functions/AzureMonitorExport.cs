using System.Diagnostics;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ServerlessContacts.Functions;

/// <summary>
/// Sends the same to Application Insights, which gets requests, invocations and logs from the Functions host. Without it the host would be all that is heard there: it knows nothing of the
/// metrics and spans of the process that it starts.
/// </summary>
public static class AzureMonitorExport
{
    /// <summary>Set by the templates, and read by the host, too.</summary>
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    public static IServiceCollection AddAzureMonitorExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[ConnectionString]))
        {
            return services;
        }

        // As the identity that storage is reached with: the account takes no telemetry for the connection string alone.
        var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = configuration["Storage:clientId"] });
        void Connect(AzureMonitorExporterOptions options) => (options.ConnectionString, options.EnableStandardMetrics, options.EnablePerformanceCounters) = (configuration[ConnectionString], false, false);
        return services.AddTelemetry(
            configuration,
            metrics => metrics.AddAzureMonitorMetricExporter(Connect, credential),
            traces => traces.AddProcessor(new WithoutRequests()).AddAzureMonitorTraceExporter(Connect, credential));
    }

    /// <summary>The host tells of each request already; told twice, every count of requests would be twice too high.</summary>
    private sealed class WithoutRequests : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Source.Name == TelemetryExport.RequestSpans)
            {
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }
}
