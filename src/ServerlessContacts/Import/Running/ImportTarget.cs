using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store;

namespace ServerlessContacts.Import.Running;

/// <summary>Where an import writes: the shards of the shared contacts, or the one partition of a member; and in whose name.</summary>
internal sealed class ImportTarget
{
    private readonly StoredImport import;
    private readonly int firstShard;

    public ImportTarget(StoredImport import, TenantRecord tenant)
    {
        this.import = import;
        Owner = import.Options.Scope == ImportScope.Personal
            ? import.Options.Owner ?? throw new InvalidDataException($"Personal import {import.Record.Id} names no owner.")
            : null;
        Partitions = Owner is { } member
            ? [Partition.Member(import.Tenant, member)]
            : [.. Enumerable.Range(0, tenant.Shards).Select(shard => Partition.Shared(import.Tenant, shard))];
        firstShard = int.Parse(import.Record.Id.AsSpan(ImportId.Length - 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    public IReadOnlyList<Partition> Partitions { get; }

    public TenantId Tenant => import.Tenant;

    public string Import => import.Record.Id;

    /// <summary>The import that this one takes back.</summary>
    public string? Undoes => import.Record.Undoes;

    public string Actor => import.Record.By;

    /// <summary>Where the log says the values came from.</summary>
    public string Source => $"import:{Import}";

    /// <summary>Where new contacts go; personal ones lie in no folder.</summary>
    public string? Folder => Owner is null ? import.Options.Folder : null;

    private MemberId? Owner { get; }

    /// <summary>Where a field came from: the row is named by its line.</summary>
    public string SourceOf(int line) => string.Create(CultureInfo.InvariantCulture, $"import:{Import}#{line}");

    /// <summary>Each chunk's new contacts go into one shard, so that transactions are full; the next chunk's into the next.</summary>
    public int PartitionOf(int chunk) => (firstShard + chunk) % Partitions.Count;

    public ContactId IdOf(int partition, string unique) => Owner is { } member ? ContactId.Personal(member, unique) : ContactId.Shared(partition, unique);

    /// <summary>By its place in the list, the partition that holds the contact.</summary>
    public int PartitionHolding(ContactId contact) => contact.IsShared ? contact.Shard : 0;

    public ContactId NewId(int partition, int line) => IdOf(partition, ImportId.ContactOf(Import, line));

    /// <summary>The same batch of rows has the same id, by which a repeat is recognised; ids of later chunks sort after it.</summary>
    public string Operation(int chunk, int firstLine) => string.Create(CultureInfo.InvariantCulture, $"{Import}-{chunk:x8}-{firstLine:x8}");

    /// <summary>From here the operations of the chunk and those after it lie, up to <see cref="LastOperation"/>.</summary>
    public string FirstOperation(int chunk) => string.Create(CultureInfo.InvariantCulture, $"{Import}-{chunk:x8}");

    public string LastOperation => $"{Import}-g";
}
