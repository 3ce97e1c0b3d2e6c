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
}
