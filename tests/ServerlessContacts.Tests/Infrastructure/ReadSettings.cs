using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Functions;
using ServerlessContacts.LocalHost;
using ServerlessContacts.Store;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>Settings that remember which of them the code has asked for.</summary>
public sealed class ReadSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private ReadSettings(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (name, value) in settings)
        {
            Set(name, value);
        }
    }

    /// <summary>The names, with colons, that the code asks for while everything the functions need is made from these settings, and those of all options, which are never asked for one by one.</summary>
    /// <exception cref="SettingException">The code lacks a setting.</exception>
    public static ReadNames By(IEnumerable<string> names)
    {
        var settings = new ReadSettings(names.Select(name => KeyValuePair.Create(name, Value(name))));
        var configuration = new ConfigurationBuilder().Add(settings).Build();
        var classes = typeof(FunctionRegistration).Assembly.GetTypes()
            .Where(type => Array.Exists(type.GetMethods(), method => method.IsDefined(typeof(FunctionAttribute), inherit: false)));
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddFunctionServices(configuration);
        using var provider = services.BuildServiceProvider();
        Settings.Check(provider);
        foreach (var type in classes)
        {
            ActivatorUtilities.CreateInstance(provider, type);
        }

        var options = provider.GetServices<SettingsType>().Where(type => type.Section is not null).ToList();
        var own = options.SelectMany(type => type.Type.GetProperties().Where(property => property.CanWrite).Select(property => $"{type.Section}:{property.Name}"));
        return new ReadNames(settings.asked.Except(options.Select(type => type.Section!), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal), own.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The names, with colons, that the local host asks for in a host.json.</summary>
    public static IReadOnlySet<string> OfHost(IEnumerable<KeyValuePair<string, string>> hostJson)
    {
        var settings = new ReadSettings(hostJson);
        HostSettings.Read(new ConfigurationBuilder().Add(settings).Build(), new ConfigurationBuilder().Build());
        return settings.asked;
    }

    public override bool TryGet(string key, out string? value)
    {
        asked.Add(key);
        return base.TryGet(key, out value);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private static string Value(string name) => name.Split(':')[^1] switch
    {
        "Issuer" => "https://issuer.example/",
        "DefaultRole" => "member",
        "KeyVaultKey" => "https://vault.example/keys/data-protection",
        "PublicBaseUrl" => "https://contacts.example",
        "Country" => "JP",
        "FurtherTenants" => "another|JP||Another",
        var uri when uri.EndsWith("Uri", StringComparison.Ordinal) => $"https://{uri.ToLowerInvariant()}.example/",
        _ => "some-value",
    };
}

/// <param name="Asked">One by one.</param>
/// <param name="Optional">Properties of options, each with a default.</param>
public sealed record ReadNames(IReadOnlySet<string> Asked, IReadOnlySet<string> Optional);
