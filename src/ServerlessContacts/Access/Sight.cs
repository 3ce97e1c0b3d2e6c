using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Access;

/// <summary>
/// What a caller's request can see: the shared contacts and the members of their tenant, and one member's own contacts. Searches, lists, look-ups and
/// feeds ask it for the partitions to read and ask nothing else.
/// </summary>
/// <param name="Shards">How many shards the tenant's shared contacts have.</param>
/// <param name="Personal">Whose personal contacts are in sight: the caller's own, or those of the owner an administrator names; null for an application.</param>
public sealed record Sight(TenantId Tenant, int Shards, MemberId? Personal)
{
    /// <summary>Every partition in sight, the shards first.</summary>
    public IEnumerable<Partition> Partitions =>
        Enumerable.Range(0, Shards).Select(shard => Partition.Shared(Tenant, shard))
            .Append(Partition.Directory(Tenant))
            .Concat(Personal is { } member ? [Partition.Member(Tenant, member)] : []);

    /// <summary>Whether the contact may be known to exist.</summary>
    public bool Includes(ContactId id) => id.IsShared ? id.Shard < Shards : id.IsMember || id.Owner == Personal;

    /// <summary>Which rows of a partition are entries of the address book.</summary>
    public static RowKind KindOf(Partition partition) => partition.IsDirectory ? MemberRecord.Kind : StoredContact.Kind;
}
