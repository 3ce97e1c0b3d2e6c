using Microsoft.Extensions.Logging;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Backup;

/// <summary>The backups that are kept, and how long.</summary>
public sealed partial class Backups(BackupAccount account, BackupSettings settings, TimeProvider time, ILogger<Backups> logger)
{
    /// <summary>The whole ones, the newest first.</summary>
    public async Task<IReadOnlyList<BackupManifest>> AllAsync(CancellationToken cancellationToken)
    {
        var found = new List<BackupManifest>();
        foreach (var id in await IdsAsync(cancellationToken))
        {
            if (await BackupManifest.ReadAsync(Files, id, cancellationToken) is { } manifest)
            {
                found.Insert(0, manifest);
            }
        }

        return found;
    }

    /// <summary>A whole one, by its id or as <c>newest</c>; null where there is none.</summary>
    public async Task<BackupManifest?> FindAsync(string id, CancellationToken cancellationToken) => id == "newest"
        ? (await AllAsync(cancellationToken)).FirstOrDefault()
        : (await IdsAsync(cancellationToken)).Contains(id, StringComparer.Ordinal) ? await BackupManifest.ReadAsync(Files, id, cancellationToken) : null;

    /// <summary>Deletes whole ones beyond their time but for the newest, and what is left of those that never became whole. The manifest goes first, so that half a backup is none.</summary>
    /// <param name="current">The one that is being made.</param>
    /// <param name="cancellationToken">Ends the work; a repeat goes on.</param>
    internal async Task ExpireAsync(string current, CancellationToken cancellationToken)
    {
        var whole = (await AllAsync(cancellationToken)).ToDictionary(backup => backup.Id, StringComparer.Ordinal);
        var newest = whole.Keys.Max(StringComparer.Ordinal);
        foreach (var id in await IdsAsync(cancellationToken))
        {
            var isNeeded = id == current || id == newest || (whole.TryGetValue(id, out var backup) && backup.Started >= time.GetUtcNow() - settings.Retention);
            if (!isNeeded)
            {
                await DeleteAsync(id, cancellationToken);
                Log.Deleted(logger, id);
            }
        }
    }

    /// <summary>What was gone before that no whole backup needs any more.</summary>
    internal async Task<DateTimeOffset> NeedlessBeforeAsync(CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).LastOrDefault()?.Started ?? DateTimeOffset.MinValue;

    private IBlobContainer Files => account.Files ?? throw new InvalidOperationException(
        $"No account for backups is set: {BackupSettings.Section}, or {BackupSettings.Section}__blobServiceUri.");

    private async Task<SortedSet<string>> IdsAsync(CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var file in Files.ListAsync(BackupStorage.Tables, cancellationToken))
        {
            ids.Add(file.Name[BackupStorage.Tables.Length..].Split('/')[0]);
        }

        return ids;
    }

    private async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await Files.DeleteAsync(BackupManifest.NameOf(id, BackupManifest.FileName), version: null, cancellationToken);
        await foreach (var file in Files.ListAsync(BackupManifest.NameOf(id, ""), cancellationToken))
        {
            await Files.DeleteAsync(file.Name, version: null, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Backup} is beyond its time, or was never whole, and is deleted")]
        public static partial void Deleted(ILogger logger, string backup);
    }
}
