using System.Diagnostics.CodeAnalysis;

/// <summary>
/// Writes the name of every assembly that a process loads, a line each, into the file that the process is told by
/// <see cref="Variable"/>. The runtime calls it before the program, where <c>DOTNET_STARTUP_HOOKS</c> names this assembly.
/// </summary>
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for a class of this name in no namespace.")]
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for a class of this name in no namespace.")]
internal static class StartupHook
{
    public const string Variable = "SERVERLESS_CONTACTS_LOADED_ASSEMBLIES";

    private static readonly Lock Gate = new();

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } file)
        {
            AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Write(file, loaded.LoadedAssembly.GetName().Name);
        }
    }

    private static void Write(string file, string? assembly)
    {
        lock (Gate)
        {
            File.AppendAllLines(file, [assembly ?? ""]);
        }
    }
}
