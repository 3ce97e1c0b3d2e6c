using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Access;

/// <summary>
/// The one answer to what a request may see: the shared contacts and the members of its tenant, and one member's own contacts. It is made
/// once for each request. Searches, lists, look-ups, exports and feeds ask it for the partitions to read and ask nothing else.
/// </summary>
/// <param name="Tenant">Whose address book it is.</param>
/// <param name="Shards">How many shards the tenant's shared contacts have.</param>
/// <param name="Personal">Whose personal contacts are seen: the caller's own, or those of an owner whom the caller named; null for an
/// application.</param>
public sealed record AccessScope(TenantId Tenant, int Shards, MemberId? Personal)
{
    /// <summary>Every partition that may be read, the shards first.</summary>
    public IEnumerable<Partition> Partitions =>
        Enumerable.Range(0, Shards).Select(shard => Partition.Shared(Tenant, shard))
            .Append(Partition.Directory(Tenant))
            .Concat(Personal is { } member ? [Partition.Member(Tenant, member)] : []);

    /// <summary>The scope of a caller who names no other owner.</summary>
    public static AccessScope Of(Caller caller, DirectoryState directory) => new(caller.Tenant, directory.Tenant!.Shards, caller.Member);

    /// <summary>Whether the contact may be known to exist.</summary>
    public bool Includes(ContactId id) => id.IsShared ? id.Shard < Shards : id.IsMember || id.Owner == Personal;

    /// <summary>Which rows of a partition are entries of the address book.</summary>
    public static RowKind KindOf(Partition partition) => partition.IsDirectory ? MemberRecord.Kind : StoredContact.Kind;
}
