using ServerlessContacts.Access;
using ServerlessContacts.Backup;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Functions;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.LocalHost;

/// <summary>
/// The one place where the host meets the product: its services, its storage made on first start, a tenant beside those that are configured, and tokens signed
/// on this machine. Settings: <c>LocalHost:KeyFile</c>, <c>LocalHost:Tenant</c>, <c>LocalHost:TenantName</c>, <c>LocalHost:Country</c>, <c>LocalHost:Cors</c>,
/// <c>LocalHost:StoragePatience</c>.
/// </summary>
public sealed class LocalService(StorageSetup storage, BackupAccount backups, IConfiguration settings, TimeProvider time) : IHostedService
{
    private const string DefaultTenant = "demo";

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static void Configure(IServiceCollection services, IConfiguration configuration)
    {
        // First, as what the functions are given may look into the storage when it starts.
        services.AddHostedService<LocalService>();
        services.AddSingleton(WithLocalTenant(ConfiguredTenants.Read(configuration), configuration));
        services.AddFunctionServices(configuration);
        services.AddDevelopmentIssuer(KeyFile(configuration));
        services.AddCors();
    }

    /// <summary>Lets pages of the origins in <c>LocalHost:Cors</c>, separated by commas, call the service. In Azure the platform does this.</summary>
    public static void ConfigurePipeline(WebApplication app)
    {
        var origins = (app.Configuration["LocalHost:Cors"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (origins.Length > 0)
        {
            app.UseCors(policy => policy.WithOrigins(origins).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("ETag", "Location", "Retry-After", "Content-Disposition", "Export-Losses", "Link"));
        }
    }

    /// <summary>
    /// A token for this machine's service, good for 12 hours: an administrator's, or a plain member's where a member is named and no role.
    /// </summary>
    public static string Token(IConfiguration configuration, string? tenant, string? member, string? role)
    {
        role ??= member is null ? BuiltInRole.Administrator : BuiltInRole.Member;
        member ??= role == BuiltInRole.Administrator ? "admin" : role;
        if (!TenantId.TryParse(tenant ?? configuration["LocalHost:Tenant"] ?? DefaultTenant, out var tenantId) || !MemberId.TryParse(member, out var memberId) || !BuiltInRole.Exists(role))
        {
            throw new LocalHostSetupException(CommandLine.Usage);
        }

        using var issuer = new DevelopmentIssuer(KeyFile(configuration), TimeProvider.System);
        return issuer.Issue(new DevelopmentToken(tenantId, memberId, role) { DisplayName = member, Email = $"{KeyText.Encode(member)}@{tenantId}.example" });
    }

    /// <summary>An emulator that is started beside this may need longer.</summary>
    /// <exception cref="LocalHostSetupException">Storage does not answer.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var patience = settings.GetValue("LocalHost:StoragePatience", DefaultPatience);
        for (var began = time.GetTimestamp(); !await TryEnsureAsync(cancellationToken);)
        {
            if (time.GetElapsedTime(began) >= patience)
            {
                throw new LocalHostSetupException($"Storage did not answer for {patience.TotalSeconds:N0} s: is the emulator running, and does the setting Storage name it?");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<bool> TryEnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.EnsureAsync(cancellationToken);
            await backups.EnsureAsync(cancellationToken);
            return true;
        }
        catch (Exception away) when (StorageConnections.IsTrouble(away, cancellationToken))
        {
            return false;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ConfiguredTenants WithLocalTenant(ConfiguredTenants configured, IConfiguration configuration)
    {
        var name = configuration["LocalHost:Tenant"] ?? DefaultTenant;
        if (!TenantId.TryParse(name, out var id))
        {
            throw new LocalHostSetupException($"LocalHost:Tenant is '{name}'; expected 1 to 63 of a-z, 0-9 and dash.");
        }

        var local = new ConfiguredTenant(id, configuration["LocalHost:TenantName"] ?? name, configuration["LocalHost:Country"] ?? "JP", Administrator: null);
        return configured.Find(id) is null ? configured.With(local) : configured;
    }

    private static string KeyFile(IConfiguration configuration) => configuration["LocalHost:KeyFile"] ?? Path.Combine(".local", "development-key");
}
