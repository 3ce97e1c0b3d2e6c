using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Directory.Quotas;

/// <summary>
/// What the members of an organisation keep and may have only so much of: a row for each thing, in one partition, so that a new one costs a
/// count of keys and no look through all members. A row is there before its thing. One whose thing never came, or went without a word, is
/// taken away by housekeeping.
/// </summary>
public sealed class KeptThings(ITable table, HousekeepingCalendar calendar, TimeProvider time)
{
    public static RowKind Kind { get; } = new('n', "counted thing", PartitionKind.Requests);

    private readonly PlainRows rows = new(table);

    /// <summary>
    /// Takes a place for the thing. The row is stored before all are counted, so that no number of requests at once passes a limit.
    /// </summary>
    /// <param name="thing">What takes the place.</param>
    /// <param name="mostOfMember">How many of its kind its member may have.</param>
    /// <param name="mostOfTenant">How many of its kind all members may have.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    /// <returns>Null where there is a place; else the limit that is reached.</returns>
    public async Task<int?> TryTakeAsync(KeptThing thing, int mostOfMember, int mostOfTenant, CancellationToken cancellationToken)
    {
        var partition = Partition.Requests(thing.Tenant);
        await calendar.AddAsync(HousekeepingCalendar.FirstOf(partition, time.GetUtcNow()), cancellationToken);
        await rows.InsertAsync(partition.Key, thing.RowKey, JsonSerializer.SerializeToUtf8Bytes(thing.Member.Value), cancellationToken);
        if (await ReachedAsync(thing, mostOfMember, mostOfTenant, cancellationToken) is not { } most)
        {
            return null;
        }

        await ReleaseAsync(thing, cancellationToken);
        return most;
    }

    public async Task ReleaseAsync(KeptThing thing, CancellationToken cancellationToken)
    {
        var partition = Partition.Requests(thing.Tenant).Key;
        if (await rows.FindAsync(partition, thing.RowKey, cancellationToken) is { } row)
        {
            await rows.DeleteAsync(partition, row, cancellationToken);
        }
    }

    /// <summary>All of the kind, each with its row.</summary>
    public IAsyncEnumerable<(KeptThing Thing, StoredRow Row)> AllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        RowsAsync(tenant, kind, cancellationToken).Select(row => (KeptThing.Read(tenant, kind, row), row));

    private async Task<int?> ReachedAsync(KeptThing thing, int mostOfMember, int mostOfTenant, CancellationToken cancellationToken) =>
        await IsPassedAsync(thing.Tenant, thing.OfMember, mostOfMember, cancellationToken) ? mostOfMember
        : await IsPassedAsync(thing.Tenant, thing.Kind, mostOfTenant, cancellationToken) ? mostOfTenant
        : null;

    private async Task<bool> IsPassedAsync(TenantId tenant, string beginning, int most, CancellationToken cancellationToken) =>
        await RowsAsync(tenant, beginning, cancellationToken).Take(most + 1).CountAsync(cancellationToken) > most;

    private IAsyncEnumerable<StoredRow> RowsAsync(TenantId tenant, string beginning, CancellationToken cancellationToken) =>
        table.RangeAsync(
        Partition.Requests(tenant).Key,
        KeptThings.Kind.Key($"{beginning}~"),
        KeptThings.Kind.Key($"{beginning}~~"),
        cancellationToken);
}

/// <summary>Something that a member keeps.</summary>
/// <param name="Kind">What it is, from a short closed list.</param>
/// <param name="Name">Its own name, safe in a key and without <c>~</c>.</param>
public sealed record KeptThing(TenantId Tenant, string Kind, MemberId Member, string Name)
{
    /// <summary>How the rows of its kind and member begin.</summary>
    internal string OfMember => $"{Kind}~{RowKeys.Hash(Member.Value)}";

    internal string RowKey => KeptThings.Kind.Key($"{OfMember}~{Name}");

    internal static KeptThing Read(TenantId tenant, string kind, StoredRow row)
    {
        var member = new MemberId(JsonSerializer.Deserialize<string>(row.Data.Span)!);
        return new KeptThing(tenant, kind, member, row.RowKey[(row.RowKey.LastIndexOf('~') + 1)..]);
    }
}
