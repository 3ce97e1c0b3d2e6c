using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Functions;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>Settings that remember which of them the code has asked for.</summary>
public sealed class ReadSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private ReadSettings(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Set(name, Value(name));
        }
    }

    /// <summary>The names, with colons, that the code asks for while everything the functions need is made from these settings.</summary>
    /// <exception cref="InvalidOperationException">The code lacks a setting.</exception>
    public static IReadOnlySet<string> By(IEnumerable<string> names)
    {
        var settings = new ReadSettings(names);
        var configuration = new ConfigurationBuilder().Add(settings).Build();
        var classes = typeof(FunctionRegistration).Assembly.GetTypes()
            .Where(type => Array.Exists(type.GetMethods(), method => method.IsDefined(typeof(FunctionAttribute), inherit: false)));
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddFunctionServices(configuration);
        using var provider = services.BuildServiceProvider();
        foreach (var type in classes)
        {
            ActivatorUtilities.CreateInstance(provider, type);
        }

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
        "Country" => "JP",
        "FurtherTenants" => "another|JP||Another",
        var uri when uri.EndsWith("Uri", StringComparison.Ordinal) => $"https://{uri.ToLowerInvariant()}.example/",
        _ => "some-value",
    };
}
