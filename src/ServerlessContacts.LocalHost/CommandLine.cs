using System.Globalization;

namespace ServerlessContacts.LocalHost;

/// <summary><c>--port N</c> and nothing else; all other settings are environment variables.</summary>
internal static class CommandLine
{
    public static int Port(IReadOnlyList<string> args) => args switch
    {
        [] => LocalHostOptions.DefaultPort,
        ["--port", var text] when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) => port,
        _ => throw new LocalHostSetupException("Usage: ServerlessContacts.LocalHost [--port N], with N from 0 (a free port) to 65535."),
    };
}
