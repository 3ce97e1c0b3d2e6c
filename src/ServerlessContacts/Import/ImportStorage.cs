using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Import;

/// <summary>The containers and the queue that imports use.</summary>
public static class ImportStorage
{
    /// <summary>Where files are dropped as <c>{tenant}/{any path}.csv</c>, <c>.vcf</c> or <c>.ldif</c>.</summary>
    public const string Dropped = "imports";

    /// <summary>Where files that came over HTTP lie, as <c>{tenant}/{import}/{file name}</c>.</summary>
    public const string Uploads = "uploads";

    /// <summary>Reports and rejected rows: by import as <c>{tenant}/{import}/rejected.csv</c>, and beside each file's own path.</summary>
    public const string Reports = "import-reports";

    /// <summary>Files in the folder of a tenant that does not exist, each with its report.</summary>
    public const string Quarantine = "imports-quarantine";

    public const string Queue = "imports";

    public static IReadOnlyList<StorageNeed> Needs { get; } =
    [
        new(StorageKind.Container, Dropped),
        new(StorageKind.Container, Uploads),
        new(StorageKind.Container, Reports),
        new(StorageKind.Container, Quarantine),
    ];
}
