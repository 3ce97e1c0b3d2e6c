using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync;

/// <summary>
/// Puts the connections that are due into the queue. Before that the time is moved ahead, so that two instances do not enqueue one twice and a message that is lost is made good
/// when that time has come.
/// </summary>
public sealed class DueSweep(
    ITable table, DueConnections due, ConnectionStore connections, IWorkQueue<SyncMessage> queue, Sweeper sweeper, TimeProvider time)
{
    /// <summary>Longer than a message is worked on: only what was lost is due again before its run is over.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>A row is there shortly before its connection confirms it.</summary>
    private static readonly TimeSpan Unconfirmed = TimeSpan.FromMinutes(2);

    private readonly PlainRows rows = new(table);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await sweeper.RunAsync(due.Until(now, cancellationToken), row => EnqueueAsync(DueConnections.Read(row), now, cancellationToken), cancellationToken);
    }

    private Task EnqueueAsync(DueConnection one, DateTimeOffset now, CancellationToken cancellationToken) =>
        one.Due > now ? Task.CompletedTask
        : one.Key is { } key ? EnqueueAsync(key, one.Due, cancellationToken)
        : throw new InvalidDataException("A row names no possible connection.");

    private async Task EnqueueAsync(ConnectionKey key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await connections.FindAsync(key, cancellationToken) is not { } stored || stored.Standing.Due != since)
        {
            await (since < now - Unconfirmed ? due.ForgetAsync(key, since, cancellationToken) : Task.CompletedTask);
        }
        else if (await connections.SaveAsync(stored, stored.Standing with { Due = now + Grace }, cancellationToken) is not null
            && !await IsWorkedOnAsync(key, cancellationToken))
        {
            await queue.SendAsync(key.Message(), TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>Then it goes on by itself; a second message would only wait its turn, and run all over again.</summary>
    private async Task<bool> IsWorkedOnAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        await rows.FindAsync(key.Partition.Key, SyncState.Kind.Key(key.Id), cancellationToken) is { } row
        && LinkJson.Read<SyncState>(row.Data) is { Holder: not null } state && state.Until > time.GetUtcNow();
}
