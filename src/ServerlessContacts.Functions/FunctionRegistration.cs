using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Backup;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Export;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Import;
using ServerlessContacts.Providers;

namespace ServerlessContacts.Functions;

public static class FunctionRegistration
{
    /// <summary>What the function classes are given, on any host.</summary>
    public static IServiceCollection AddFunctionServices(this IServiceCollection services, IConfiguration configuration) => services
        .AddServerlessContacts(configuration)
        .AddProviders(configuration)
        .AddTelemetryExport(configuration)
        .AddHostedService<BackupNotice>()
        .AddSingleton<RepeatedRequests>()
        .AddSingleton<RequestGate>()
        .AddSingleton<ContactBatch>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ImportSources>();
}
