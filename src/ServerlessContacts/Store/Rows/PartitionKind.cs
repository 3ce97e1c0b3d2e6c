namespace ServerlessContacts.Store.Rows;

/// <summary>
/// A kind of partition, by what the keys of all partitions of the kind have in common. Kinds whose keys begin with <c>~</c> belong to the
/// whole service and have one partition each: calendars and lists of what is unfinished, which name what lies in tenants' partitions.
/// </summary>
public sealed record PartitionKind(string Key)
{
    /// <summary>The beginning of every key that is no tenant's.</summary>
    public const string OfService = "~";

    /// <summary>A shard of the shared contacts.</summary>
    public static PartitionKind Shared { get; } = new("{tenant}~s{n}");

    /// <summary>Everything of one member.</summary>
    public static PartitionKind Member { get; } = new("{tenant}~m{member}");

    /// <summary>The tenant, its members, keys and claims.</summary>
    public static PartitionKind Directory { get; } = new("{tenant}~d");

    /// <summary>What imports know of themselves.</summary>
    public static PartitionKind Imports { get; } = new("{tenant}~i");

    /// <summary>Requests with an idempotency key, and what a tenant may have only so many of.</summary>
    public static PartitionKind Requests { get; } = new("{tenant}~k");

    public bool IsOfTenant => !Key.StartsWith(OfService, StringComparison.Ordinal);

    /// <summary>The kind of the partition with that key; null where no partition can have it.</summary>
    public static PartitionKind? Of(string partitionKey) =>
        partitionKey.StartsWith(OfService, StringComparison.Ordinal) ? new PartitionKind(partitionKey)
        : Partition.TryParse(partitionKey, out var partition) ? partition.Kind
        : null;
}
