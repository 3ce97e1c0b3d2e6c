using System.Globalization;

namespace ServerlessContacts.Simulators;

/// <summary>What the command line says.</summary>
internal sealed record SimulatorPorts(int Google, int Microsoft)
{
    public const string Usage = "Usage: ServerlessContacts.Simulators --port-google N --port-microsoft N (0 for a free one). Ends when standard input does.";

    /// <summary>Null where it is not understood.</summary>
    public static SimulatorPorts? Parse(IReadOnlyList<string> args) =>
        args is ["--port-google", var google, "--port-microsoft", var microsoft] && Port(google) is { } first && Port(microsoft) is { } second
            ? new SimulatorPorts(first, second)
            : null;

    private static ushort? Port(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
}
