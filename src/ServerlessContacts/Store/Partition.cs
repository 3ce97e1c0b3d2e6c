using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Store;

/// <summary>
/// The unit of transactions and of the log. <c>{tenant}~s{n}</c> holds a shard of the shared contacts, <c>{tenant}~m{member}</c> everything of
/// one member, <c>{tenant}~d</c> the directory (tenant, members, keys, claims), <c>{tenant}~i</c> what imports know of themselves, <c>{tenant}~k</c> the
/// requests that had an idempotency key.
/// </summary>
public readonly record struct Partition
{
    private Partition(TenantId tenant, string place) => (Tenant, Place) = (tenant, place);

    public TenantId Tenant { get; }

    public string Place { get; }

    public PartitionKind Kind => Place[0] switch
    {
        's' => PartitionKind.Shared,
        'm' => PartitionKind.Member,
        'd' => PartitionKind.Directory,
        'i' => PartitionKind.Imports,
        'k' => PartitionKind.Requests,
        _ => throw new InvalidOperationException($"No kind of partition has the key {Key}."),
    };

    public bool IsDirectory => Place == "d";

    public bool IsMember => Place[0] == 'm';

    /// <summary>What imports know of themselves, and requests, are in no log.</summary>
    public bool HasLog => Place is not ("i" or "k");

    /// <summary>The partition key.</summary>
    public string Key => $"{Tenant.Value}~{Place}";

    public static Partition Shared(TenantId tenant, int shard) => new(tenant, string.Create(CultureInfo.InvariantCulture, $"s{shard}"));

    public static Partition Member(TenantId tenant, MemberId member) => new(tenant, "m" + KeyText.Encode(member.Value));

    public static Partition Directory(TenantId tenant) => new(tenant, "d");

    public static Partition Imports(TenantId tenant) => new(tenant, "i");

    public static Partition Requests(TenantId tenant) => new(tenant, "k");

    public static Partition Of(TenantId tenant, ContactId contact) => new(tenant, contact.Place);

    /// <summary>From a partition key to its partition.</summary>
    public static bool TryParse(string key, out Partition partition)
    {
        partition = default;
        if (key.Split('~', 2) is not [var name, { Length: > 0 } place] || !TenantId.TryParse(name, out var tenant))
        {
            return false;
        }

        partition = new Partition(tenant, place);
        return true;
    }

    public override string ToString() => Key;
}
