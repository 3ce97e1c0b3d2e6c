using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Goes through every row of a tenant once, partition by partition, and through the open uploads of all. Pointers may be missing, as they are what got lost; what is gone through
/// as a whole has no gaps. A row that somebody changes meanwhile is looked at again.
/// </summary>
public sealed class RowEraser(ITable table, TenantDirectory tenants, RowCatalog catalog, TimeProvider time)
{
    /// <summary>Some 2 MB on the wire beside the headers: half of what a transaction may weigh.</summary>
    private const int BytesAtOnce = StoreLimits.BytesPerTransaction / 4;

    /// <summary>Above every key.</summary>
    private const string End = "~";

    /// <summary>Where it has come to; null where all is done.</summary>
    internal async Task<ErasurePlace?> RunAsync(
        StoredErasure erasure, ErasedPerson person, Tally tally, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var rules = new RowRules(catalog, person, tally);
        var keys = await KeysAsync(person, cancellationToken);
        var place = erasure.At;
        for (; place.Place < keys.Count; place = new ErasurePlace(place.Place + 1, ""))
        {
            var walk = new Walk(keys[place.Place], DecisionIn(keys[place.Place], rules), erasure.Record.DryRun, until);
            if (await ThroughAsync(walk, place.After, cancellationToken) is { } after)
            {
                return place with { After = after };
            }
        }

        return null;
    }

    private static Func<StoredRow, RowWrite?> DecisionIn(string key, RowRules rules)
    {
        Partition? partition = Partition.TryParse(key, out var parsed) ? parsed : null;
        var kind = PartitionKind.Of(key)!;
        return row => rules.Of(partition, kind, row);
    }

    /// <summary>The tenant's partitions, and after them those of the whole service whose rows say something of a person.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        var ofService = catalog.Kinds.Where(kind => kind.Trace is not null).SelectMany(kind => kind.Partitions)
            .Where(kind => !kind.IsOfTenant).Select(kind => kind.Key);
        return [.. (await PartitionsAsync(person, cancellationToken))
            .Select(partition => partition.Key), .. ofService.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A member's partition is there from their first token on, and so is their entry in the directory, but for one who is erased. In an order that stays when more come.</summary>
    private async Task<List<Partition>> PartitionsAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        var tenant = person.Tenant;
        var directory = await tenants.FindAsync(tenant, cancellationToken) ?? throw new InvalidDataException($"There is no tenant {tenant}.");
        var members = directory.Members.Values.OrderBy(member => member.Created).ThenBy(member => member.Id, StringComparer.Ordinal);
        Partition[] ofAll =
        [
            Partition.Directory(tenant), Partition.Imports(tenant), .. person.Own is { } own
                ? [own]
                : Array.Empty<Partition>(), .. person.Contacts.Select(id => Partition.Of(tenant, id)),
            .. Enumerable.Range(0, directory.Tenant!.Shards).Select(shard => Partition.Shared(tenant, shard)),
            .. members.Select(member => Partition.Member(tenant, new MemberId(member.Id))),
        ];
        return [.. ofAll.Distinct()];
    }

    /// <summary>The last key that was dealt with where the time was up; null at the end.</summary>
    private async Task<string?> ThroughAsync(Walk walk, string after, CancellationToken cancellationToken)
    {
        var batch = new Batch(table, walk);
        await foreach (var row in table.RangeAsync(walk.PartitionKey, after.Length == 0 ? "a" : RowKeys.Next(after), End, cancellationToken))
        {
            if (walk.Decide(row) is { } write && !walk.IsDry)
            {
                await batch.AddAsync(write, cancellationToken);
            }

            if (time.GetUtcNow() >= walk.Until)
            {
                await batch.FlushAsync(cancellationToken);
                return row.RowKey;
            }
        }

        await batch.FlushAsync(cancellationToken);
        return null;
    }

    private sealed record Walk(string PartitionKey, Func<StoredRow, RowWrite?> Decide, bool IsDry, DateTimeOffset Until);

    /// <summary>Writes that wait for their transaction.</summary>
    private sealed class Batch(ITable table, Walk walk)
    {
        private readonly List<RowWrite> writes = [];

        public async Task AddAsync(RowWrite write, CancellationToken cancellationToken)
        {
            if (writes.Count == StoreLimits.EntitiesPerTransaction || writes.Sum(waiting => waiting.Data.Length) + write.Data.Length > BytesAtOnce)
            {
                await FlushAsync(cancellationToken);
            }

            writes.Add(write);
        }

        public async Task FlushAsync(CancellationToken cancellationToken)
        {
            while (writes.Count > 0 && await table.SubmitAsync(walk.PartitionKey, writes, cancellationToken) is { LostAt: { } lost })
            {
                await AgainAsync(lost, cancellationToken);
            }

            writes.Clear();
        }

        /// <summary>The row has changed or gone since it was read.</summary>
        private async Task AgainAsync(int at, CancellationToken cancellationToken)
        {
            var now = await table.FindAsync(walk.PartitionKey, writes[at].RowKey, cancellationToken);
            writes.RemoveAt(at);
            if (now is not null && walk.Decide(now) is { } write)
            {
                writes.Insert(at, write);
            }
        }
    }
}
