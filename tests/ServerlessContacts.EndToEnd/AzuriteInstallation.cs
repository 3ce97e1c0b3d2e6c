using System.Diagnostics;

namespace ServerlessContacts.EndToEnd;

/// <summary>Azurite as build/npm pins it, installed by the first test run that needs it.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan InstallDeadline = TimeSpan.FromMinutes(10);

    public static string EntryPoint => Path.Combine(Folder, "emulator.js");

    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    private static string Folder { get; } = Path.Combine(Repository, "build", "npm");

    // npm writes this file last, so half an installation does not count.
    private static string Installed => Path.Combine(Folder, "node_modules", ".package-lock.json");

    private static string Wanted => Path.Combine(Folder, "package-lock.json");

    public static async Task EnsureAsync()
    {
        if (IsCurrent())
            return;
        await using var turn = await TakeTurnAsync();
        if (!IsCurrent())
            await InstallAsync();
    }

    /// <summary>A command of Node.js with its streams redirected.</summary>
    public static ProcessStartInfo Command(string name)
    {
        var file = FindOnPath(name) ?? throw new InvalidOperationException(
            $"'{name}' is not on the PATH. These tests run the storage emulator Azurite, which needs Node.js with npm.");
        return new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static bool IsCurrent() =>
        File.Exists(Installed) && File.GetLastWriteTimeUtc(Installed) >= File.GetLastWriteTimeUtc(Wanted);

    private static async Task InstallAsync()
    {
        var start = Command("npm");
        start.ArgumentList.Add("ci");
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm could not be started.");
        using var deadline = new CancellationTokenSource(InstallDeadline);
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = npm.StandardError.ReadToEndAsync(deadline.Token);
        await npm.WaitForExitAsync(deadline.Token);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"'npm ci' in {Folder} failed: {await output}{await errors}");
    }

    // Test assemblies may run side by side, each in a process of its own.
    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = Path.Combine(System.IO.Directory.CreateDirectory(Path.Combine(Repository, "artifacts")).FullName, "npm.lock");
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < InstallDeadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static string? FindOnPath(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => names.Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists);
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessContacts.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No ServerlessContacts.sln above {AppContext.BaseDirectory}.");
    }
}
