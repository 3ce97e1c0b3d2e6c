using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>What lies in the queue: the tenant whose snapshot is to be made.</summary>
public readonly record struct SnapshotMessage(TenantId Tenant)
{
    public override string ToString() => Tenant.Value;
}
