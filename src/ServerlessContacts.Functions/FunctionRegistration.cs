using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Backup;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions;

public static class FunctionRegistration
{
    /// <summary>What the function classes are given, on any host.</summary>
    public static IServiceCollection AddFunctionServices(this IServiceCollection services, IConfiguration configuration) => services
        .AddServerlessContacts(configuration)
        .AddTelemetryExport(configuration)
        .AddHostedService<BackupNotice>()
        .AddSingleton<RepeatedRequests>()
        .AddSingleton<Api>()
        .AddSingleton<ContactBatch>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ImportSources>();
}
