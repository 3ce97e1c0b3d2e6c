using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Access;

/// <summary>
/// What the members of an organisation keep and may have only so much of: a row for each thing, in one partition, so that a new one costs a count of keys and no look through all members.
/// A row is there before its thing. One whose thing never came, or went without a word, is taken away by housekeeping.
/// </summary>
public sealed class KeptThings(ITable table, UpkeepCalendar calendar, TimeProvider time)
{
    private readonly PlainRows rows = new(table);

    /// <summary>Takes a place for the thing; false where all places are taken.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="kind">What it is, from a short closed list.</param>
    /// <param name="name">Its own name, safe in a key.</param>
    /// <param name="data">By which its room knows it.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    public async Task<bool> TryTakeAsync(TenantId tenant, string kind, string name, ReadOnlyMemory<byte> data, int most, CancellationToken cancellationToken)
    {
        var partition = Partition.Requests(tenant);
        await calendar.AddAsync(UpkeepCalendar.FirstOf(partition, time.GetUtcNow()), cancellationToken);
        await rows.InsertAsync(partition.Key, RowOf(kind, name), data, cancellationToken);
        if (await AllAsync(tenant, kind, cancellationToken).Take(most + 1).CountAsync(cancellationToken) <= most)
        {
            return true;
        }

        await ReleaseAsync(tenant, kind, name, cancellationToken);
        return false;
    }

    public async Task ReleaseAsync(TenantId tenant, string kind, string name, CancellationToken cancellationToken)
    {
        var partition = Partition.Requests(tenant).Key;
        if (await rows.FindAsync(partition, RowOf(kind, name), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(partition, row, cancellationToken);
        }
    }

    public IAsyncEnumerable<StoredRow> AllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        table.RangeAsync(Partition.Requests(tenant).Key, RowKeys.Of(RowKeys.KeptThing, $"{kind}~"), RowKeys.Of(RowKeys.KeptThing, $"{kind}~~"), cancellationToken);

    private static string RowOf(string kind, string name) => RowKeys.Of(RowKeys.KeptThing, $"{kind}~{name}");
}
