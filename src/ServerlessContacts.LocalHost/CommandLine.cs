using System.Globalization;

namespace ServerlessContacts.LocalHost;

/// <summary><c>--name value</c> pairs after an optional command; all other settings are environment variables.</summary>
internal sealed class CommandLine
{
    public const string Usage = "Usage: ServerlessContacts.LocalHost [--port N] | token [--tenant ID] [--member ID] [--role administrator|manager|member]";

    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    public CommandLine(IReadOnlyList<string> args)
    {
        Command = args.Count % 2 == 1 && !args[0].StartsWith("--", StringComparison.Ordinal) ? args[0] : null;
        foreach (var pair in args.Skip(Command is null ? 0 : 1).Chunk(2))
        {
            if (pair.Length < 2 || !pair[0].StartsWith("--", StringComparison.Ordinal) || !options.TryAdd(pair[0][2..], pair[1]))
            {
                throw new LocalHostSetupException(Usage);
            }
        }
    }

    public string? Command { get; }

    /// <summary>0 takes a free port.</summary>
    public int Port
    {
        get
        {
            var text = Take("port") ?? LocalHostOptions.DefaultPort.ToString(CultureInfo.InvariantCulture);
            return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : throw new LocalHostSetupException(Usage);
        }
    }

    public string? Take(string name) => options.Remove(name, out var value) ? value : null;

    /// <exception cref="LocalHostSetupException">Something was said that nobody asked for.</exception>
    public void DemandAllTaken()
    {
        if (options.Count > 0)
        {
            throw new LocalHostSetupException(Usage);
        }
    }
}
