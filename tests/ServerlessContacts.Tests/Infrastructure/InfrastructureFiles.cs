namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The folder <c>infra</c> and what lies beside it.</summary>
public static class InfrastructureFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IEnumerable<string> BicepPaths =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, "infra"), "*.bicep", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static BicepFile Bicep(string path) => new(Read($"infra/{path}"));

    private static string FindRoot(string? folder) => folder switch
    {
        null => throw new InvalidOperationException("The tests do not lie in the repository."),
        _ when File.Exists(Path.Combine(folder, "azure.yaml")) => folder,
        _ => FindRoot(Path.GetDirectoryName(folder)),
    };
}
