using ServerlessContacts.Contacts;

namespace ServerlessContacts.Directory.Tenants;

/// <summary>
/// A tenant that the operator's configuration names. <paramref name="Name"/> and <paramref name="Country"/> are what it begins with;
/// afterwards its administrators decide.
/// </summary>
/// <param name="Administrator">The member who is an administrator for as long as the configuration says so; null where tokens name the
/// administrators.</param>
public sealed record ConfiguredTenant(TenantId Id, string Name, string Country, MemberId? Administrator);
