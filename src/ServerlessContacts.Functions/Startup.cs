using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.SignIn.Vault;

namespace ServerlessContacts.Functions;

/// <summary>The start of the deployed process, apart from the worker that serves it.</summary>
public static class Startup
{
    /// <summary>The services of the functions, checked as a whole when they are built: a service that lacks another is noticed by the start and not by the first message.</summary>
    public static void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.AddFunctionServices(builder.Configuration).AddBodyLimit();
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
    }

    /// <summary>Runs the host until it is stopped. A setting that is missing or wrong ends it before it serves anybody.</summary>
    /// <param name="build">Makes it.</param>
    /// <param name="errors">Gets one line on what is wrong.</param>
    /// <returns>The exit code: 1 for a setting, otherwise 0.</returns>
    public static async Task<int> RunAsync(Func<IHost> build, TextWriter errors)
    {
        try
        {
            using var host = build();
            Settings.Check(host.Services);
            await host.Services.GetRequiredService<KeyRingHealth>().StartAsync();
            await host.RunAsync();
            return 0;
        }
        catch (SettingException wrong)
        {
            await errors.WriteLineAsync(wrong.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}
