using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>Deletes rows that nobody asks for any more, in full transactions; in no log, as nobody who follows has to know.</summary>
public sealed class ExpiredRows(ITable table, TimeProvider time)
{
    /// <param name="partition">Whose.</param>
    /// <param name="rows">As they were read; one that has changed since stays.</param>
    /// <param name="until">When no further transaction is begun.</param>
    /// <param name="cancellationToken">Ends the work; a repeat goes on.</param>
    /// <returns>False where the time was up before the end.</returns>
    public async Task<bool> DeleteAsync(
        Partition partition, IAsyncEnumerable<StoredRow> rows, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var batch = new List<RowWrite>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
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

    /// <summary>One that has changed, or was deleted by another, is left out.</summary>
    private async Task DeleteAsync(Partition partition, List<RowWrite> batch, CancellationToken cancellationToken)
    {
        while (batch.Count > 0 && await table.SubmitAsync(partition.Key, batch, cancellationToken) is { LostAt: { } lost })
        {
            batch.RemoveAt(lost);
        }

        batch.Clear();
    }
}
