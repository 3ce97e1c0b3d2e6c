using Microsoft.Extensions.Logging.Console;

namespace ServerlessContacts.LocalHost;

/// <summary>The log goes to the console: one line for each event, or JSON with <c>LocalHost:LogFormat=json</c>.</summary>
internal static class LocalHostLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration hostJson, IConfiguration configuration)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // A failed start is told by the exception of StartAsync, in one line where it can be; this category would add a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        Levels(logging, hostJson.GetSection("logging:logLevel"));
        logging.AddConfiguration(configuration.GetSection("Logging"));
        if (string.Equals(configuration["LocalHost:LogFormat"], "json", StringComparison.OrdinalIgnoreCase))
        {
            logging.AddJsonConsole(Json);
        }
        else
        {
            logging.AddSimpleConsole(Line);
        }
    }

    /// <summary>host.json calls a category what it is called here.</summary>
    private static void Levels(ILoggingBuilder logging, IConfigurationSection levels)
    {
        foreach (var level in levels.GetChildren())
        {
            var category = string.Equals(level.Key, "default", StringComparison.OrdinalIgnoreCase) ? null : level.Key;
            logging.AddFilter(category, Enum.Parse<LogLevel>(level.Value!, ignoreCase: true));
        }
    }

    private static void Json(JsonConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    }

    private static void Line(SimpleConsoleFormatterOptions options)
    {
        options.SingleLine = true;
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "HH:mm:ss.fff ";
    }
}
