using System.Diagnostics;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>What a run of the hook did.</summary>
/// <param name="Calls">Of the Azure CLI, each argument in a line of its own.</param>
public sealed record BlobEventsRun(int ExitCode, string Errors, IReadOnlyList<IReadOnlyList<string>> Calls);

/// <summary>Runs <c>blob-events.sh</c> with an <c>az</c> that only notes what it is asked and answers one key.</summary>
public static class BlobEvents
{
    private const string Noted = "az.log";

    private const string Az = """
        #!/bin/sh
        printf '%s\n' "$@" -- >> "$AZ_LOG"
        case $1 in functionapp) printf '%s\n' "$AZ_KEY" ;; esac

        """;

    public static string Path { get; } = System.IO.Path.Combine(InfrastructureFiles.Root, "infra", "scripts", "blob-events.sh");

    /// <param name="key">What the Azure CLI prints for the key of the webhook.</param>
    public static async Task<BlobEventsRun> RunAsync(string key)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("blob-events-");
        try
        {
            await WriteAzAsync(System.IO.Path.Combine(folder.FullName, "az"));
            using var process = Process.Start(Start(folder.FullName, key))!;
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new BlobEventsRun(process.ExitCode, await errors, Calls(await File.ReadAllTextAsync(System.IO.Path.Combine(folder.FullName, Noted))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteAzAsync(string path)
    {
        await File.WriteAllTextAsync(path, Az.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private static ProcessStartInfo Start(string folder, string key) => new("sh", [Path])
    {
        UseShellExecute = false,
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        Environment =
        {
            ["PATH"] = $"{folder}{System.IO.Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["AZ_LOG"] = System.IO.Path.Combine(folder, Noted),
            ["AZ_KEY"] = key,
            ["AZURE_SUBSCRIPTION_ID"] = "the-subscription",
            ["AZURE_RESOURCE_GROUP"] = "the-group",
            ["AZURE_FUNCTION_APP_NAME"] = "the-app",
            ["AZURE_BLOB_EVENTS_TOPIC_NAME"] = "the-topic",
            ["SERVICE_API_URL"] = "https://the-app.example",
            ["BLOB_EVENTS_TRIES"] = "2",
            ["BLOB_EVENTS_PAUSE"] = "0",
        },
    };

    private static List<IReadOnlyList<string>> Calls(string noted) =>
        [.. noted.Split("\n--\n", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Split('\n'))];
}
