using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Upkeep;

/// <summary>
/// Purges deleted contacts whose deletion has left the log. Nobody who follows can still ask about them, and no import can be undone that deleted them.
/// </summary>
public sealed class DeletedContactRows(ITable table, TimeProvider time)
{
    /// <param name="partition">Whose.</param>
    /// <param name="through">The newest sequence that is gone from the log.</param>
    /// <param name="until">When no further transaction is begun.</param>
    /// <param name="cancellationToken">Ends the work; a repeat goes on.</param>
    /// <returns>False where the time was up before the end.</returns>
    public async Task<bool> PurgeAsync(Partition partition, long through, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var batch = new List<RowWrite>();
        await foreach (var row in table.RangeAsync(partition.Key, RowKeys.First(RowKeys.DeletedContact), RowKeys.After(RowKeys.DeletedContact), cancellationToken))
        {
            if (row.Sequence > through)
            {
                continue;
            }

            batch.Add(RowWrite.Delete(row.RowKey, row.ETag));
            if (batch.Count == StoreLimits.EntitiesPerTransaction)
            {
                await DeleteAsync(partition, batch, cancellationToken);
                if (time.GetUtcNow() >= until)
                {
                    return false;
                }
            }
        }

        await DeleteAsync(partition, batch, cancellationToken);
        return true;
    }

    /// <summary>One that was restored meanwhile, or purged by another, is left out.</summary>
    private async Task DeleteAsync(Partition partition, List<RowWrite> batch, CancellationToken cancellationToken)
    {
        while (batch.Count > 0 && await table.SubmitAsync(partition.Key, batch, cancellationToken) is { LostAt: { } lost })
        {
            batch.RemoveAt(lost);
        }

        batch.Clear();
    }
}
