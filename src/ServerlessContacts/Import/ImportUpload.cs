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

/// <summary>Where one blob may be stored, and until when. What lies there is imported for whoever asked.</summary>
public sealed record UploadAddress(string Import, Uri Url, DateTimeOffset Expires);
