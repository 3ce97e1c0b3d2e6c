using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Access;

/// <summary>Forgets requests whose idempotency key nobody repeats any more.</summary>
public sealed class RequestKeyHousekeeping(ITable table, RequestKeys requests, TimeProvider time) : IHousekeepingStep
{
    private readonly ExpiredRows expired = new(table, time);

    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (partition != Partition.Requests(partition.Tenant))
        {
            return DateTimeOffset.MaxValue;
        }

        var before = time.GetUtcNow() - Retentions.RequestKeys;
        var old = requests.AllAsync(partition.Tenant, cancellationToken).Where(bound => bound.Request.At < before)
            .Select(bound => bound.Row);
        return await expired.DeleteAsync(partition, old, until, cancellationToken) ? time.GetUtcNow() + Retentions.RequestKeys : null;
    }
}
