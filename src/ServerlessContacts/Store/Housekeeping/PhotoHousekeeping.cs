using System.Text.Json;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>
/// Deletes photos that nothing of a tenant names any more. All rows of all its partitions are looked through first, contacts as well as
/// deleted ones, links, and changes before and after, so that whatever can be restored or undone keeps its picture; then what was not seen
/// and was stored long before the look began is deleted. What is put into a row without being stored again stood in another row, or in the
/// log, before. How far the look has come is kept in a row; one that takes too long begins anew.
/// </summary>
public sealed class PhotoHousekeeping(
    ITable table, IPartitionKeys partitions, Photos photos, Retentions retentions, TimeProvider time) : IHousekeepingStep
{
    public static RowKind Kind { get; } = new('p', "search for photos", PartitionKind.Directory);

    private static readonly string RowKey = Kind.Key("photos");

    /// <summary>No row key begins with it, or with anything lower.</summary>
    private const string Lowest = " ";

    /// <summary>How often a tenant is looked through while it has photos that are old enough.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromDays(30);

    /// <summary>
    /// Less than the log is kept: a name that was moved from a row not yet seen to one that was is in the log of the former.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly PlainRows rows = new(table);

    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (!partition.IsDirectory)
        {
            return DateTimeOffset.MaxValue;
        }

        var now = time.GetUtcNow();
        var row = await rows.FindAsync(partition.Key, RowKey, cancellationToken);
        var look = row is null ? null : JsonSerializer.Deserialize<Look>(row.Data.Span);
        if (look is null || look.Began < now - Longest)
        {
            if (await OldestAsync(partition, cancellationToken) is not { } oldest || oldest > now - retentions.Photos)
            {
                return now + Between;
            }

            look = new Look(now, $"{partition.Tenant}~", Lowest, new byte[PhotoMarks.Bytes]);
        }

        var next = await SeeAsync(partition, look, until, cancellationToken);
        var isOver = next.Partition.Length == 0 && await SweepAsync(partition, next, until, cancellationToken);
        return await SaveAsync(partition, row, isOver ? null : next, cancellationToken) && isOver ? now + Between : null;
    }

    /// <summary>When the oldest photo was stored; null where there is none.</summary>
    private async Task<DateTimeOffset?> OldestAsync(Partition partition, CancellationToken cancellationToken)
    {
        DateTimeOffset? oldest = null;
        await foreach (var photo in photos.AllAsync(partition.Tenant, cancellationToken))
        {
            oldest = photo.Stored > oldest ? oldest : photo.Stored;
        }

        return oldest;
    }

    /// <summary>Goes on through the rows; without a partition where all were seen.</summary>
    private async Task<Look> SeeAsync(Partition partition, Look look, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var marks = new PhotoMarks(look.Marks);
        var (key, after) = (look.Partition, look.After);
        while (key.Length > 0)
        {
            await foreach (var row in table.RangeAsync(key, RowKeys.Next(after), Change.Kind.After, cancellationToken))
            {
                See(marks, row);
                if (time.GetUtcNow() >= until)
                {
                    return look with { Partition = key, After = row.RowKey, Marks = marks.Bits };
                }
            }

            after = Lowest;
            key = await partitions.NextAsync(key, cancellationToken) is { } other
                && other.StartsWith($"{partition.Tenant}~", StringComparison.Ordinal) ? other : "";
        }

        return look with { Partition = "", After = "", Marks = marks.Bits };
    }

    private static void See(PhotoMarks marks, StoredRow row)
    {
        if (!Change.Kind.Holds(row.RowKey))
        {
            marks.See(row.Data.Span);
            return;
        }

        foreach (var changed in ChangeCodec.Read(row.Sequence, row.Data).Rows)
        {
            marks.See(changed.Before.GetValueOrDefault().Span);
            marks.See(changed.After.GetValueOrDefault().Span);
        }
    }

    /// <summary>False where the time was up.</summary>
    private async Task<bool> SweepAsync(Partition partition, Look look, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var marks = new PhotoMarks(look.Marks);
        await foreach (var photo in photos.AllAsync(partition.Tenant, cancellationToken))
        {
            if (photo.Stored < look.Began - retentions.Photos && !marks.MayHold(photo.Name))
            {
                await photos.DeleteAsync(partition.Tenant, photo, cancellationToken);
                if (time.GetUtcNow() >= until)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>False where another looks at the same time, who has come further.</summary>
    private async Task<bool> SaveAsync(Partition partition, StoredRow? before, Look? look, CancellationToken cancellationToken) =>
        (before, look) switch
        {
            (null, null) => true,
            ({ } row, null) => await rows.DeleteAsync(partition.Key, row, cancellationToken),
            (null, { } begun) => await rows.InsertAsync(
                partition.Key, RowKey, JsonSerializer.SerializeToUtf8Bytes(begun), cancellationToken) is not null,
            ({ } row, { } further) => await rows.ReplaceAsync(
                partition.Key, row, JsonSerializer.SerializeToUtf8Bytes(further), cancellationToken) is not null,
        };

    /// <summary>How far a look has come.</summary>
    /// <param name="Began">What was stored shortly before stays.</param>
    /// <param name="Partition">The one it is in, or a key right before it; empty once all rows were seen.</param>
    /// <param name="After">The last row that was seen there.</param>
    /// <param name="Marks">The names that were seen.</param>
    private sealed record Look(DateTimeOffset Began, string Partition, string After, byte[] Marks);
}
