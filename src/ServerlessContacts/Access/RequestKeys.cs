using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Access;

/// <summary>A request with an <c>Idempotency-Key</c>, as it is remembered: a hash of what was asked, and when.</summary>
public sealed record BoundRequest(string Fingerprint, DateTimeOffset At)
{
    public static RowKind Kind { get; } = new('k', "idempotency key", PartitionKind.Requests);
}

/// <summary>
/// Binds an idempotency key to the first request that a caller sends with it, so that another request under the same key is refused instead of being taken for a
/// repeat. What a repeat is answered is decided by whoever serves the request.
/// </summary>
public sealed class RequestKeys(ITable table, HousekeepingCalendar calendar, TimeProvider time)
{
    private readonly PlainRows rows = new(table);

    /// <summary>Binds the key, or compares with what it is bound to.</summary>
    /// <param name="caller">Whose key it is: two callers may use the same text.</param>
    /// <param name="key">The caller's own name for the request.</param>
    /// <param name="fingerprint">The same for a repeat and for nothing else.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    public async Task<RequestBinding> BindAsync(Caller caller, string key, string fingerprint, CancellationToken cancellationToken)
    {
        var (partition, rowKey, now) = (Partition.Requests(caller.Tenant), RowOf(caller, key), time.GetUtcNow());
        await calendar.AddAsync(HousekeepingCalendar.FirstOf(partition, now), cancellationToken);
        if (await rows.InsertAsync(partition.Key, rowKey, Write(new BoundRequest(fingerprint, now)), cancellationToken) is not null)
        {
            return RequestBinding.First;
        }

        var bound = await rows.FindAsync(partition.Key, rowKey, cancellationToken);
        return bound is null || Read(bound).Fingerprint == fingerprint ? RequestBinding.Repeat : RequestBinding.Other;
    }

    /// <summary>Frees the key of a request that was refused, so that the caller may mend the request and send it under the same key.</summary>
    public async Task ReleaseAsync(Caller caller, string key, CancellationToken cancellationToken)
    {
        var partition = Partition.Requests(caller.Tenant).Key;
        if (await rows.FindAsync(partition, RowOf(caller, key), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(partition, row, cancellationToken);
        }
    }

    /// <summary>The requests of a tenant with the rows that hold them.</summary>
    internal async IAsyncEnumerable<(StoredRow Row, BoundRequest Request)> AllAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.RowsAsync(Partition.Requests(tenant).Key, BoundRequest.Kind, cancellationToken))
        {
            yield return (row, Read(row));
        }
    }

    private static string RowOf(Caller caller, string key) => BoundRequest.Kind.Key(RowKeys.Hash($"{caller.Actor}\n{key}"));

    private static ReadOnlyMemory<byte> Write(BoundRequest request) => StoredJson.Write(request);

    private static BoundRequest Read(StoredRow row) => StoredJson.Read<BoundRequest>(row);
}

/// <summary>What a key turned out to stand for.</summary>
public enum RequestBinding
{
    /// <summary>Nothing yet: it now stands for this request.</summary>
    First,

    /// <summary>This very request, sent before.</summary>
    Repeat,

    /// <summary>Another request.</summary>
    Other,
}
