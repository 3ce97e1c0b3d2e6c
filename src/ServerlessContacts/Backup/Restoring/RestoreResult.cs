namespace ServerlessContacts.Backup.Restoring;

/// <summary>What is to be restored.</summary>
/// <param name="Backup">A backup's id, or <c>newest</c>.</param>
/// <param name="Tenant">Null for all tenants.</param>
public sealed record RestoreRequest(string Backup, string? Tenant);

/// <summary>How far a restore has come.</summary>
/// <param name="Step">What it is at.</param>
/// <param name="Done">So much of <paramref name="All"/>: records, or blobs.</param>
/// <param name="All">0 where that is not known.</param>
public readonly record struct RestoreProgress(RestoreStep Step, long Done, long All);

public enum RestoreStep
{
    /// <summary>All files are read and held against their checksums; nothing is written.</summary>
    Verify,
    Rows,
    Blobs,
}

/// <summary>What became of a restore.</summary>
public abstract record RestoreResult
{
    private RestoreResult()
    {
    }

    /// <summary>All is there, since now or since an earlier restore of the same.</summary>
    public sealed record Restored(BackupManifest Backup, long Partitions, long Rows, long Blobs) : RestoreResult;

    /// <summary>There is no whole backup of that id.</summary>
    public sealed record NotFound : RestoreResult;

    /// <summary>The backup has nothing of the tenant. Nothing was done.</summary>
    public sealed record NoSuchTenant : RestoreResult;

    /// <summary>The table has rows that this restore has not written. Nothing was done.</summary>
    public sealed record NotEmpty : RestoreResult;

    /// <summary>A file is missing or not what was written. Nothing was done.</summary>
    public sealed record Damaged(string Reason) : RestoreResult;

    /// <summary>It was written by another version of this program.</summary>
    public sealed record OtherFormat(int Format) : RestoreResult;
}
