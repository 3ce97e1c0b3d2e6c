using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessContacts.Functions;
using ServerlessContacts.LocalHost;
using ServerlessContacts.Sync.SignIn.Vault;
using ServerlessContacts.Tests.Sync.SignIn.Vault;

namespace ServerlessContacts.Tests.Functions;

/// <summary>The start of the deployed process, without the worker around it.</summary>
public sealed class StartupTests
{
    private static readonly Dictionary<string, string?> Right = new(StringComparer.Ordinal)
    {
        ["Storage:blobServiceUri"] = "https://a.blob.example/",
        ["Storage:queueServiceUri"] = "https://a.queue.example/",
        ["Storage:tableServiceUri"] = "https://a.table.example/",
        ["Authentication:Issuer"] = "https://login.example/",
        ["Authentication:Audience"] = "us",
        ["DataProtection:KeyVaultKey"] = "https://vault.example/keys/ring",
        ["PublicBaseUrl"] = "https://contacts.example",
        ["Providers:Google:ClientId"] = "g",
        ["Providers:Google:ClientSecret"] = "s",
    };

    private static IEnumerable<Type> FunctionClasses => typeof(FunctionRegistration).Assembly.GetTypes()
        .Where(type => Array.Exists(type.GetMethods(), method => method.IsDefined(typeof(FunctionAttribute), inherit: false)));

    [Theory]
    [InlineData("Storage:blobServiceUri", null, "No storage account is set: Storage as a connection string, or Storage__blobServiceUri as an address.")]
    [InlineData("Storage:queueServiceUri", "queue", "No storage account is set: Storage as a connection string, or Storage__queueServiceUri as an address.")]
    [InlineData("Storage", "not a connection string", "Storage is no connection string of a storage account.")]
    [InlineData("Authentication:Issuer", "login.example", "Authentication:Issuer must be an https URL (http only for this machine).")]
    [InlineData("Authentication:Audience", null, "Authentication:Audience is missing.")]
    [InlineData("Authentication:DefaultRole", "owner", "Authentication:DefaultRole must be administrator, manager, member or application.")]
    [InlineData("Authentication:ClockSkew", "soon", "Authentication:ClockSkew must be a time such as 00:00:10.")]
    [InlineData("DataProtection:KeyVaultKey", null, "DataProtection:KeyVaultKey is missing: a deployed service keeps no key ring that everybody with the storage account can read.")]
    [InlineData("DataProtection:KeyVaultKey", "https://vault.example/secrets/ring", "DataProtection:KeyVaultKey must be the address of a key without its version: https://…/keys/…")]
    [InlineData("DataProtection:KeyVaultKey", "https://vault.example/keys/ring/0123", "DataProtection:KeyVaultKey must be the address of a key without its version: https://…/keys/…")]
    [InlineData("DataProtection:KeyVaultKey", "@Microsoft.KeyVault(SecretUri=x)", "DataProtection:KeyVaultKey must be the address of a key without its version: https://…/keys/…")]
    [InlineData("PublicBaseUrl", "contacts.example", "PublicBaseUrl must be the URL under which callers reach the service.")]
    [InlineData("Providers:Google:TokenUrl", "http://oauth2.example/token", "An address in Providers:Google must be an https URL (http only for this machine).")]
    [InlineData("Providers:Google:BaseUrl", "http://[", "Failed to convert configuration value 'http://[' at 'Providers:Google:BaseUrl' to type 'System.Uri'.")]
    [InlineData("Providers:Google:ClientSecret", "@Microsoft.KeyVault(SecretUri=x)", "Providers:Google:ClientSecret refers to a secret in a vault that could not be read.")]
    [InlineData("Import:Budget", "soon", "Failed to convert configuration value 'soon' at 'Import:Budget' to type 'System.TimeSpan'.")]
    [InlineData("Sync:PollInterval", "", "Failed to convert configuration value '' at 'Sync:PollInterval' to type 'System.TimeSpan'.")]
    [InlineData("Housekeeping:LogRetention", "13.00:00:00", "Housekeeping__LogRetention is 13.00:00:00; it has to be 14.00:00:00 at least.")]
    public async Task A_wrong_setting_ends_the_process_with_one_line(string name, string? value, string problem)
    {
        var errors = new StringWriter();
        var settings = new Dictionary<string, string?>(Right, StringComparer.Ordinal) { [name] = value };
        Assert.Equal(1, await Startup.RunAsync(() => Host(settings).Build(), errors));
        Assert.Equal(problem + Environment.NewLine, errors.ToString());
    }

    [Fact]
    public async Task With_right_settings_it_runs_until_it_is_stopped()
    {
        await using var vault = await FakeVault.StartAsync();
        var errors = new StringWriter();
        var builder = Host(Right);
        builder.Services.AddSingleton(new VaultKeys(vault.Client())).AddHostedService<StopsAtOnce>();
        builder.Services.PostConfigure<KeyManagementOptions>(options => options.XmlRepository = new VaultRing());
        Assert.Equal((0, ""), (await Startup.RunAsync(builder.Build, errors), errors.ToString()));
        Assert.True(vault.Asked > 0);
    }

    [Fact]
    public async Task A_vault_that_refuses_ends_the_process_with_one_line()
    {
        await using var vault = await FakeVault.StartAsync();
        vault.Refusal = 403;
        var errors = new StringWriter();
        var builder = Host(Right);
        builder.Services.AddSingleton(new VaultKeys(vault.Client()));
        builder.Services.PostConfigure<KeyManagementOptions>(options => options.XmlRepository = new VaultRing());
        Assert.Equal(1, await Startup.RunAsync(builder.Build, errors));
        Assert.Equal($"DataProtection:KeyVaultKey is {vault.Key}, and the vault answers 403 Refused.{Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public void Every_function_class_gets_what_it_asks_for()
    {
        var builder = Host(Right);
        foreach (var type in FunctionClasses)
        {
            builder.Services.AddScoped(type);
        }

        using var host = builder.Build();
        using var scope = host.Services.CreateScope();
        Assert.All(FunctionClasses, type => Assert.NotNull(scope.ServiceProvider.GetRequiredService(type)));
        Assert.NotEmpty(FunctionClasses);
    }

    [Fact]
    public void A_service_that_lacks_another_ends_the_build()
    {
        var builder = Host(Right);
        builder.Services.AddSingleton<LacksSomething>();
        Assert.Contains(nameof(LacksSomething), Assert.Throws<AggregateException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_would_keep_a_scoped_one_ends_the_build()
    {
        var builder = Host(Right);
        builder.Services.AddScoped<StringWriter>().AddSingleton<LacksSomething>();
        Assert.Contains("scoped", Assert.Throws<AggregateException>(builder.Build).Message, StringComparison.Ordinal);
    }

    /// <summary>So what the tests see on the local host is what is deployed.</summary>
    [Fact]
    public void The_local_host_has_every_service_of_the_deployed_one()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Right).Build();
        var local = new ServiceCollection();
        LocalService.Configure(local, configuration);
        var deployed = new ServiceCollection().AddFunctionServices(configuration);
        Assert.Subset(local.Select(Words).ToHashSet(StringComparer.Ordinal), deployed.Select(Words).ToHashSet(StringComparer.Ordinal));
    }

    private static string Words(ServiceDescriptor service) => $"{service.ServiceType} {service.ImplementationType} {service.ImplementationInstance} {service.Lifetime}";

    private static HostApplicationBuilder Host(Dictionary<string, string?> settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Where(setting => setting.Value is not null));
        builder.Services.AddLogging();
        Startup.Configure(builder);
        return builder;
    }

    private sealed record LacksSomething(StringWriter Lacking);

    private sealed class StopsAtOnce(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
