using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessContacts.Store;

/// <summary>A setting is missing or wrong; the message is one line for whoever deploys the service, and holds no secret.</summary>
public sealed class SettingException : Exception
{
    public SettingException()
    {
    }

    public SettingException(string message)
        : base(message)
    {
    }

    public SettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A type that is made from settings. A host makes each at its start, so that a mistake is told then and not by the first message that needs it.</summary>
/// <param name="Type">As it is registered.</param>
/// <param name="Section">Whose settings are the type's own properties, each with a default; null where the type reads what it needs by name.</param>
public sealed record SettingsType(Type Type, string? Section);

public static class Settings
{
    /// <summary>Registers the options of a section.</summary>
    /// <param name="services">Where <see cref="IConfiguration"/> is looked for, unless one is given; without any, all defaults hold.</param>
    /// <param name="section">Its settings are named like the properties.</param>
    /// <param name="configuration">Of the whole service.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section, IConfiguration? configuration = null)
        where T : class, new()
    {
        services.TryAddSingleton(provider => Read<T>((configuration ?? provider.GetService<IConfiguration>())?.GetSection(section)));
        return services.AddSingleton(new SettingsType(typeof(T), section));
    }

    /// <summary>Has a type that reads settings by name be made at the start, too.</summary>
    public static IServiceCollection ReadAtStart<T>(this IServiceCollection services) => services.AddSingleton(new SettingsType(typeof(T), null));

    /// <summary>Makes all that is made from settings.</summary>
    /// <exception cref="SettingException">One of them is missing or wrong.</exception>
    public static void Check(IServiceProvider services)
    {
        foreach (var settings in services.GetServices<SettingsType>())
        {
            services.GetRequiredService(settings.Type);
        }
    }

    private static T Read<T>(IConfigurationSection? section)
        where T : class, new()
    {
        try
        {
            return section?.Get<T>() ?? new T();
        }
        catch (TargetInvocationException refused) when (refused.InnerException is SettingException setting)
        {
            throw new SettingException(setting.Message, refused);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingException(wrong.Message, wrong);
        }
    }
}
