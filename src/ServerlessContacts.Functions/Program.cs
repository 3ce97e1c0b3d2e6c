using Microsoft.Azure.Functions.Worker.Builder;
using ServerlessContacts.Functions;

return await Startup.RunAsync(
    () =>
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        Startup.Configure(builder);
        builder.Services.AddAzureMonitorExport(builder.Configuration);
        return builder.Build();
    },
    Console.Error);
