using System.Reflection;

namespace ServerlessContacts.LocalHost;

/// <summary>What a host runs and where; everything else is in host.json and the configuration.</summary>
public sealed record LocalHostOptions
{
    public const int DefaultPort = 7071;

    /// <summary>All classes with <c>[Function]</c> methods in these assemblies are served.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [];

    /// <summary>Single classes, served beside those of <see cref="Assemblies"/>.</summary>
    public IReadOnlyList<Type> Classes { get; init; } = [];

    /// <summary>0 takes a free one; see <see cref="LocalHostApplication.Url"/>.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Settings of the functions and of the host (section <c>LocalHost</c>).</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();

    public string HostJson { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>What the function classes get injected. A <see cref="TimeProvider"/> registered here drives the host, too.</summary>
    public Action<IServiceCollection, IConfiguration> ConfigureServices { get; init; } = (_, _) => { };

    /// <summary>Middleware and endpoints around the functions, such as CORS or the files of a web client.</summary>
    public Action<WebApplication> ConfigurePipeline { get; init; } = _ => { };
}

/// <summary>The host cannot start as it is set up; the message is for the person who starts it.</summary>
public sealed class LocalHostSetupException : Exception
{
    public LocalHostSetupException()
    {
    }

    public LocalHostSetupException(string message)
        : base(message)
    {
    }

    public LocalHostSetupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
