using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Work;

/// <summary>The message: that something is due, by the name of the ten seconds in which it is.</summary>
public readonly record struct WakeUp(string Name)
{
    public override string ToString() => Name;
}

/// <summary>
/// One message for each ten seconds in which something is due, however much it is: a row says that the message is on its way, so that
/// nobody sends a second one. Nothing is asked of storage while nothing is due. A timer looks every five minutes for what was lost, and for
/// what was due later than a message may wait.
/// </summary>
public sealed class WakeUps(ITable table, IWorkQueue<WakeUp> queue, TimeProvider time) : IWakeUps
{
    public static RowKind Kind { get; } = new('w', "wake-up", new PartitionKind(PartitionKey));

    public const string Queue = "wake-ups";

    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    public const string PartitionKey = "~wake";

    /// <summary>Work that is due within it shares a message; a due connection waits as long at most.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromSeconds(10);

    /// <summary>What is due later is found by the timer. A message may stay hidden for seven days.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromHours(24);

    /// <summary>A message that has not come by then is lost.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromMinutes(5);

    /// <summary>What the timer takes away in a round.</summary>
    private const int RowsPerRound = 1000;

    private const int MaxRemembered = 10_000;

    private readonly PlainRows rows = new(table);
    private readonly ConcurrentDictionary<string, bool> announced = new(StringComparer.Ordinal);

    public async Task AddAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var at = SlotOf(due > now ? due : now);
        if (at - now > Farthest || !Remember(NameOf(at)))
        {
            return;
        }

        StoredRow? row = null;
        try
        {
            // Of the row's own, so that only the one that stored it sends the message.
            var own = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
            row = await rows.InsertAsync(PartitionKey, RowOf(NameOf(at)), own, cancellationToken);
            await (row is null ? Task.CompletedTask : queue.SendAsync(new WakeUp(NameOf(at)), at - now, cancellationToken));
        }
        catch
        {
            await ForgetAsync(NameOf(at), row);
            throw;
        }
    }

    /// <summary>To be called before the look: what becomes due while it goes on asks for the next one.</summary>
    public async Task BeginAsync(string message, CancellationToken cancellationToken)
    {
        announced.TryRemove(message, out _);
        if (IsName(message) && await rows.FindAsync(PartitionKey, RowOf(message), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    /// <summary>Takes away the rows whose message was lost; the look that follows finds what was due.</summary>
    public async Task ForgetLostAsync(CancellationToken cancellationToken)
    {
        announced.Clear();
        var end = RowOf(NameOf(time.GetUtcNow() - Lost));
        await foreach (var row in table.RangeAsync(PartitionKey, WakeUps.Kind.First, end, cancellationToken).Take(RowsPerRound))
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    /// <summary>What could not be sent is sent by the next who asks, on whichever instance.</summary>
    private async Task ForgetAsync(string name, StoredRow? row)
    {
        announced.TryRemove(name, out _);
        if (row is not null)
        {
            await rows.DeleteAsync(PartitionKey, row, CancellationToken.None);
        }
    }

    /// <summary>False where this instance knows that the message is on its way.</summary>
    private bool Remember(string name)
    {
        if (announced.Count >= MaxRemembered)
        {
            announced.Clear();
        }

        return announced.TryAdd(name, true);
    }

    /// <summary>The end of the slot that holds the time.</summary>
    private static DateTimeOffset SlotOf(DateTimeOffset due) => new((due.UtcTicks + Slot.Ticks - 1) / Slot.Ticks * Slot.Ticks, TimeSpan.Zero);

    private static string NameOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static bool IsName(string text) => text.Length == 14 && text.All(char.IsAsciiDigit);

    private static string RowOf(string name) => WakeUps.Kind.Key(name);
}
