using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Backup;

/// <summary>The queue that backups use, and what there is in the account that they are kept in.</summary>
public static class BackupStorage
{
    public const string Queue = "backup";

    /// <summary>In the second account.</summary>
    public const string Container = "backups";

    /// <summary>Where the blobs lie that rows refer to, as <c>{container}/{name}</c>: once for all backups.</summary>
    internal const string Blobs = "blobs/";

    /// <summary>Where the rows of backups lie, as <c>{backup}/{file}</c>.</summary>
    internal const string Tables = "tables/";

    /// <summary>
    /// What rows refer to: pictures, the keys that secrets are encrypted with, plans and reports of imports. Dropped and sent files are not among them, as an import knows the very version
    /// of its file; nor are search snapshots, which are made anew.
    /// </summary>
    public static IReadOnlyList<string> Mirrored { get; } = ["keys", "photos", "import-reports"];

    public static StorageNeed Need { get; } = new(StorageKind.Queue, Queue);
}
