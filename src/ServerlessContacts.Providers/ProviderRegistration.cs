using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers;

public static class ProviderRegistration
{
    /// <summary>Registers the providers that connections can be made to. No SDK is loaded before an account is opened.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<GoogleSettings>(GoogleSettings.Section, configuration);
        services.AddSettings<MicrosoftSettings>(MicrosoftSettings.Section, configuration);
        services.AddSingleton<IProvider>(provider => new GoogleProvider(
            provider.GetRequiredService<GoogleSettings>(), provider.GetRequiredService<TimeProvider>(), GoogleSignIn.Read(configuration)));
        services.AddSingleton<IProvider>(provider => new MicrosoftProvider(
            provider.GetRequiredService<MicrosoftSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            MicrosoftSignIn.Read(configuration)));
        return services;
    }
}
