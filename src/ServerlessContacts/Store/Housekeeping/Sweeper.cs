using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>The rows that a timer goes through.</summary>
/// <param name="Name">The sweep's name in logs and metrics, from a short closed list.</param>
/// <param name="PartitionKey">Where the rows are.</param>
/// <param name="Rows">They, as they are read.</param>
public sealed record SweptRows(string Name, string PartitionKey, IAsyncEnumerable<StoredRow> Rows);

/// <summary>
/// Handles the items of a timer one by one, so that an item that fails stops no other. A row that nobody can read, or that fails again and
/// again, is set aside: it costs no further round anything, and whoever looks after the service finds it there. Storage that does not
/// answer ends the round, for it fails every item alike.
/// </summary>
public sealed partial class Sweeper(SetAsideRows aside, ILogger<Sweeper> logger)
{
    /// <summary>As many as a message gets before it lies in the poison queue.</summary>
    public const int MaxTries = 5;

    /// <summary>Items that storage did not answer for, one after another; each has taken its time-outs.</summary>
    private const int MaxSilences = 3;

    /// <summary>Bounds what an instance remembers; whatever is forgotten is tried a few times more.</summary>
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);

    /// <summary>Handles each row.</summary>
    public Task RunAsync(SweptRows swept, Func<StoredRow, Task> handle, CancellationToken cancellationToken) =>
        RunAsync(swept.Name, swept.Rows, row => $"{swept.PartitionKey}/{row.RowKey}", handle, (row, failed) => SetAsideAsync(
            swept, row, failed, cancellationToken), cancellationToken);

    /// <summary>Handles each item that is no row, such as a blob; one that fails again and again is only told of.</summary>
    public Task RunAsync<T>(
        string name, IAsyncEnumerable<T> items, Func<T, string> nameOf, Func<T, Task> handle, CancellationToken cancellationToken) =>
        RunAsync(name, items, nameOf, handle, (_, _) => Task.CompletedTask, cancellationToken);

    private async Task RunAsync<T>(
        string name, IAsyncEnumerable<T> items, Func<T, string> nameOf, Func<T, Task> handle, Func<T, Exception, Task> giveUp,
        CancellationToken cancellationToken)
    {
        var silences = 0;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            try
            {
                await handle(item);
                failures.TryRemove(nameOf(item), out _);
                silences = 0;
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
            {
                silences = IsSilence(failed) ? silences + 1 : 0;
                if (silences == MaxSilences)
                {
                    throw;
                }

                await CountAsync(name, nameOf(item), failed, () => giveUp(item, failed));
            }
        }
    }

    private async Task CountAsync(string sweep, string item, Exception failed, Func<Task> giveUp)
    {
        StoreTelemetry.SweepFailed(sweep);
        Log.Failed(logger, sweep, RowKeys.Hash(item), failed);
        if (failures.Count >= MaxRemembered)
        {
            failures.Clear();
        }

        if (!IsSilence(failed) && (IsUnreadable(failed) || failures.AddOrUpdate(item, 1, (_, count) => count + 1) >= MaxTries))
        {
            failures.TryRemove(item, out _);
            await giveUp();
        }
    }

    private async Task SetAsideAsync(SweptRows swept, StoredRow row, Exception failed, CancellationToken cancellationToken)
    {
        await aside.AddAsync(swept.PartitionKey, row, failed, cancellationToken);
        Log.SetAside(logger, swept.Name, swept.PartitionKey, RowKeys.Hash($"{swept.PartitionKey}/{row.RowKey}"));
    }

    private static bool IsSilence(Exception failed) => failed is RequestFailedException request && StorageFaults.IsPassing(request);

    private static bool IsUnreadable(Exception failed) => failed is JsonException or InvalidDataException or FormatException;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Sweep {Sweep} could not handle item {Item}; the others go on")]
        public static partial void Failed(ILogger logger, string sweep, string item, Exception failed);

        [LoggerMessage(Level = LogLevel.Error, Message = "Sweep {Sweep} has set a row of partition {Partition} aside: {Item}")]
        public static partial void SetAside(ILogger logger, string sweep, string partition, string item);
    }
}
