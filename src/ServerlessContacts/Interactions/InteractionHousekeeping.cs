using System.Globalization;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Interactions;

/// <summary>
/// Deletes calls and messages of long ago. How much a contact is called and written to is counted apart from them, so nobody's order
/// changes.
/// </summary>
public sealed class InteractionHousekeeping(ITable table, ExpiredRows expired, Retentions retentions, TimeProvider time) : IHousekeepingStep
{
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (partition == Partition.Imports(partition.Tenant))
        {
            // There the letter stands for imports.
            return DateTimeOffset.MaxValue;
        }

        var before = time.GetUtcNow() - retentions.Interactions;
        var oldest = DateTimeOffset.MaxValue - retentions.Interactions;
        var rows = table.RangeAsync(partition.Key, InteractionLog.Kind.First, InteractionLog.Kind.After, cancellationToken);
        var isDone = await expired.DeleteAsync(partition, rows.Where(row => Goes(row)), until, cancellationToken);
        return isDone ? oldest + retentions.Interactions : null;

        bool Goes(StoredRow row)
        {
            var at = TimeOf(row.RowKey);
            oldest = at >= before && at < oldest ? at : oldest;
            return at < before;
        }
    }

    /// <summary>The key names the contact, then the time, falling as it rises.</summary>
    private static DateTimeOffset TimeOf(string rowKey) =>
        new(DateTime.MaxValue.Ticks - long.Parse(RowKeys.NameOf(rowKey).Split('~')[1], CultureInfo.InvariantCulture), TimeSpan.Zero);
}
