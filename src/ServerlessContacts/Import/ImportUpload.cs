using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import;

/// <summary>A file that somebody sends over HTTP.</summary>
/// <param name="FileName">As the sender names it; a path before it is left out.</param>
/// <param name="Actor"><c>member:ID</c> or <c>key:ID</c>.</param>
public sealed record ImportUpload(TenantId Tenant, string FileName, string Actor, ImportOptions Options)
{
    /// <summary>The caller's own name for the request, so that its repeat is the same import.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>What became of a file that was sent.</summary>
public abstract record UploadResult
{
    private UploadResult()
    {
    }

    public sealed record Registered(StoredImport Import) : UploadResult;

    /// <summary>It may be stored at the address.</summary>
    public sealed record Prepared(UploadAddress Address) : UploadResult;

    /// <summary>The idempotency key stands for another file.</summary>
    public sealed record KeyReused : UploadResult;

    /// <summary>The tenant keeps as many bytes as it may.</summary>
    public sealed record QuotaReached(long Most) : UploadResult;

    /// <summary>So many imports of the tenant are not finished that it may send no more for a while.</summary>
    public sealed record TooManyWaiting(int Most) : UploadResult;
}

/// <summary>Where one blob may be stored, and until when. What lies there is imported for whoever asked.</summary>
public sealed record UploadAddress(string Import, Uri Url, DateTimeOffset Expires);
