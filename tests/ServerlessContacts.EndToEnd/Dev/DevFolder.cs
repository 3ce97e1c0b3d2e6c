using Azure.Storage.Blobs;

namespace ServerlessContacts.EndToEnd.Dev;

/// <summary>A folder in which <c>./dev</c> keeps its things for one test.</summary>
internal sealed class DevFolder : IDisposable
{
    private readonly string parent = System.IO.Directory.CreateTempSubdirectory("dev-").FullName;

    public string Local => Path.Combine(parent, ".local");

    public string Env => Path.Combine(Local, "env");

    /// <summary>What <c>up</c> wrote for shells, read by a shell.</summary>
    public async Task<DevSettings> SettingsAsync()
    {
        const string Script = """set -eu; . "$0"; printf '%s\n' "$CONTACTS_URL" "$CONTACTS_TOKEN" "$CONTACTS_STORAGE" """;
        using var shell = DevCommand.StartProgram(Local, "sh", "-c", Script, Env);
        Assert.Equal(0, await shell.ExitAsync());
        var lines = shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new DevSettings(new Uri(lines[0]), lines[1], lines[2]);
    }

    /// <summary>Makes files of the repository reachable from where the tour is made.</summary>
    public void Link(string name) =>
        System.IO.Directory.CreateSymbolicLink(Path.Combine(parent, name), Path.Combine(AzuriteInstallation.Repository, name));

    public string[] PidFiles()
    {
        var run = Path.Combine(Local, "run");
        return System.IO.Directory.Exists(run) ? [.. System.IO.Directory.GetFiles(run).Select(Path.GetFileName).Order()!] : [];
    }

    public void Dispose() => System.IO.Directory.Delete(parent, recursive: true);
}

internal sealed record DevSettings(Uri Url, string Token, string Storage)
{
    public BlobContainerClient Imports => new(Storage, "imports");

    /// <summary>Everything that listens while <c>up</c> runs.</summary>
    public Uri[] Endpoints =>
        [Url, .. Storage.Split(';').Where(part => part.Contains("Endpoint=", StringComparison.Ordinal)).Select(part => new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]))];

    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return client;
    }
}
