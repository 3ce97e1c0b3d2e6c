using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import;

/// <summary>A file that somebody sends over HTTP.</summary>
/// <param name="FileName">As the sender names it; a path before it is left out.</param>
/// <param name="Actor"><c>member:ID</c> or <c>key:ID</c>.</param>
public sealed record ImportUpload(TenantId Tenant, string FileName, string Actor, ImportOptions Options);
