using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Backup.Restoring;

/// <summary>Collects rows of one partition into full transactions and writes them, whatever is there: a repeat from any earlier record ends with the same rows.</summary>
internal sealed class RestoredRows(ITable table)
{
    private readonly List<RowWrite> pending = [];
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    private string partition = "";
    private long bytes;

    /// <summary>Whether nothing waits to be written.</summary>
    public bool IsEmpty => pending.Count == 0;

    public async Task PutAsync(string partitionKey, RowWrite row, CancellationToken cancellationToken)
    {
        var weight = StoreLimits.WireBytesPerEntity + (row.Data.Length / 3 * 4);
        if (partitionKey != partition || pending.Count == StoreLimits.EntitiesPerTransaction || bytes + weight > StoreLimits.WireBytesPerTransaction || keys.Contains(row.RowKey))
        {
            await FlushAsync(cancellationToken);
        }

        partition = partitionKey;
        bytes += weight;
        keys.Add(row.RowKey);
        pending.Add(row);
    }

    /// <summary>A row that was deleted while it was backed up is seldom there.</summary>
    public async Task DeleteAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        if (await table.FindAsync(partitionKey, rowKey, cancellationToken) is not null)
        {
            await table.SubmitAsync(partitionKey, [RowWrite.DeleteAny(rowKey)], cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (pending.Count > 0)
        {
            await table.SubmitAsync(partition, pending, cancellationToken);
        }

        pending.Clear();
        keys.Clear();
        bytes = 0;
    }
}
