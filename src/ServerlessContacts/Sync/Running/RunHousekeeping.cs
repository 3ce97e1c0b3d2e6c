using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>Deletes runs that ended long ago, with what they did. A connection's newest run stays, and one that has not ended.</summary>
public sealed class RunHousekeeping(ITable table, ExpiredRows expired, Retentions retentions, TimeProvider time) : IHousekeepingStep
{
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var oldest = new Oldest();
        var isDone = !partition.IsMember
            || await expired.DeleteAsync(partition, ExpiredAsync(partition, oldest, cancellationToken), until, cancellationToken);
        return !isDone ? null : oldest.At is { } at ? at + retentions.SyncRuns : DateTimeOffset.MaxValue;
    }

    /// <summary>The rows of a connection's runs lie together, the newest run first and each before its blocks.</summary>
    private async IAsyncEnumerable<StoredRow> ExpiredAsync(
        Partition partition, Oldest oldest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - retentions.SyncRuns;
        var (connection, run, goes) = ("", "", false);
        await foreach (var row in table.RangeAsync(partition.Key, RunStore.Kind.First, RunStore.Kind.After, cancellationToken))
        {
            var name = RowKeys.NameOf(row.RowKey).Split('~');
            if (name[1] != run)
            {
                goes = name[0] == connection && TimeOf(name[1]) < before && HasEnded(row, name);
                if (!goes && name[0] == connection)
                {
                    oldest.Saw(TimeOf(name[1]));
                }

                (connection, run) = (name[0], name[1]);
            }

            if (goes)
            {
                yield return row;
            }
        }
    }

    /// <summary>Blocks without their run are left of a deletion that died.</summary>
    private static bool HasEnded(StoredRow row, string[] name) => name.Length > 2 || LinkJson.Read<RunRecord>(row.Data).IsFinished;

    /// <summary>When the run was asked for, which its id says.</summary>
    private static DateTimeOffset TimeOf(string run) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            (1L << 48) - 1 - long.Parse(run.AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    private sealed class Oldest
    {
        public DateTimeOffset? At { get; private set; }

        public void Saw(DateTimeOffset at) => At = at > At ? At : at;
    }
}
