using System.Text.Json;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Backup;

/// <summary>A file of rows.</summary>
/// <param name="Name">Below the backup.</param>
/// <param name="First">The partition its first row belongs to, or may.</param>
/// <param name="Last">The partition its last row belongs to.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Rows">How many of them are rows.</param>
/// <param name="Bytes">Uncompressed.</param>
/// <param name="Hash">SHA-256 of them.</param>
public sealed record BackupFile(string Name, string First, string Last, long Records, long Rows, long Bytes, string Hash);

/// <summary>What a container had when it was looked through.</summary>
public sealed record BackupBlobs(string Container, long Files, long Bytes);

/// <summary>What a backup consists of. Written last, so that a backup without one is none.</summary>
public sealed record BackupManifest
{
    /// <summary>Of what is written now. A restore refuses every other.</summary>
    public const int CurrentFormat = 1;

    internal const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required int Format { get; init; }

    /// <summary>When it was begun, as <c>yyyyMMdd-HHmmss</c> in UTC.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    public required long Partitions { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }

    public required IReadOnlyList<BackupBlobs> Blobs { get; init; }

    public long Rows => Files.Sum(file => file.Rows);

    internal static string NameOf(string backup, string file) => $"{BackupStorage.Tables}{backup}/{file}";

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    internal static async Task<BackupManifest?> ReadAsync(IBlobContainer files, string backup, CancellationToken cancellationToken)
    {
        await using var content = await files.DownloadAsync(NameOf(backup, FileName), cancellationToken);
        return content is null ? null : await JsonSerializer.DeserializeAsync<BackupManifest>(content.Stream, Options, cancellationToken);
    }
}
