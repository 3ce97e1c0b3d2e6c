using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>
/// Purges deleted contacts whose deletion has left the log. Nobody who follows can still ask about them, and no import can be undone that
/// deleted them.
/// </summary>
public sealed class DeletedContactRows(ITable table, ExpiredRows expired)
{
    /// <param name="partition">Whose.</param>
    /// <param name="through">The newest sequence that is gone from the log.</param>
    /// <param name="until">When no further transaction is begun.</param>
    /// <param name="cancellationToken">Ends the work; a repeat goes on.</param>
    /// <returns>False where the time was up before the end.</returns>
    public Task<bool> PurgeAsync(Partition partition, long through, DateTimeOffset until, CancellationToken cancellationToken) =>
        expired.DeleteAsync(
        partition,
        table.RangeAsync(partition.Key, StoredContact.DeletedKind.First, StoredContact.DeletedKind.After, cancellationToken)
            .Where(row => row.Sequence <= through),
        until,
        cancellationToken);
}
