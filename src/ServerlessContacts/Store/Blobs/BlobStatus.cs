namespace ServerlessContacts.Store.Blobs;

/// <summary>What Blob Storage answers where a blob is not what a request expects.</summary>
internal static class BlobStatus
{
    public const int Missing = 404;

    /// <summary>There is a blob where none should be.</summary>
    public const int Exists = 409;

    /// <summary>The version is another one.</summary>
    public const int Changed = 412;
}
