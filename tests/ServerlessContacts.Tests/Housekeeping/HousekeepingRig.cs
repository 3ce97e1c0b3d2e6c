using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Housekeeping;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Tests.Import.Running;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>Housekeeping over a table and a queue in memory, where time passes as the test says. <see cref="Restart"/> stands for another process.</summary>
public sealed class HousekeepingRig : IWorkQueue<HousekeepingMessage>
{
    public static readonly Partition Shard = Partition.Shared(new TenantId("acme"), 0);

    private int written;

    public HousekeepingRig(MemoryTable? table = null, HousekeepingSettings? settings = null)
    {
        (Table, Settings) = (table ?? new MemoryTable(), settings ?? new HousekeepingSettings());
        Restart();
    }

    public MemoryTable Table { get; }

    public ManualTime Time { get; } = new();

    public HousekeepingSettings Settings { get; set; }

    public Retentions Retentions { get; } = new();

    /// <summary>The steps of a look, over the table of this process.</summary>
    public Func<ITable, ExpiredRows, IReadOnlyList<IHousekeepingStep>>? Steps { get; set; }

    public Queue<HousekeepingMessage> Messages { get; } = new();

    public Journal Journal { get; private set; }

    public LogCompactor Compactor { get; private set; }

    public HousekeepingSweep Sweep { get; private set; }

    public PartitionHousekeeping Housekeeping { get; private set; }

    [MemberNotNull(nameof(Journal), nameof(Compactor), nameof(Sweep), nameof(Housekeeping))]
    public void Restart(ITable? table = null)
    {
        var rows = table ?? Table;
        Journal = new Journal(rows, Time);
        Compactor = new LogCompactor(rows, Journal, Time);
        var calendar = new HousekeepingCalendar(rows);
        var expired = new ExpiredRows(rows, Time);
        Sweep = new HousekeepingSweep(calendar, this, Sweepers.Over(rows, Time), Settings, Time);
        Housekeeping = new PartitionHousekeeping(
            rows, Journal, Compactor, new DeletedContactRows(rows, expired),
            new RowCatalog([new Stepping(Steps?.Invoke(rows, expired) ?? [])]), calendar, this, Settings, Retentions, Time,
            NullLogger<PartitionHousekeeping>.Instance);
    }

    public Task SendAsync(HousekeepingMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Messages.Enqueue(message);
        return Task.CompletedTask;
    }

    /// <summary>Writes so many changes, each of a row of its own.</summary>
    public async Task WriteAsync(int changes, Partition? partition = null)
    {
        for (var i = 0; i < changes; i++)
        {
            var edit = new Edit(ApplicationKeyRecord.Kind.Key($"{++written:D6}"), null, Encoding.UTF8.GetBytes($"{written}"));
            Assert.True((await Journal.CommitAsync(partition ?? Shard, Operation.New("member:ada"), [edit], default)).IsStored);
        }
    }

    public Task<Compaction> CompactAsync(DateTimeOffset before, DateTimeOffset? until = null) => Compactor.RunAsync(Shard, before, until ?? DateTimeOffset.MaxValue, default);

    /// <summary>A round of the timer, and all messages until none is left. One that fails is delivered again, to whoever runs then.</summary>
    public async Task RunAsync()
    {
        await Sweep.RunAsync(default);
        for (var turns = 0; Messages.TryPeek(out var message); turns++)
        {
            Assert.True(turns < 1000, "Housekeeping does not come to an end.");
            await Housekeeping.RunAsync(message, default);
            Messages.Dequeue();
        }
    }

    /// <summary>Lives in a process that ends at the n-th write; false if it lived to the end.</summary>
    public async Task<bool> DiesAsync(int writes, bool takesEffect, Func<Task> live)
    {
        Restart(new DyingProcess(writes, takesEffect).Over(Table));
        var died = await Record.ExceptionAsync(live);
        Assert.True(died is null or CrashException, died?.ToString());
        Restart();
        return died is not null;
    }

    /// <summary>The rows of the partition whose key begins so.</summary>
    public IReadOnlyList<StoredRow> Rows(string prefix, string? partition = null) =>
        [.. Table.Dump().Where(row => row.Partition == (partition ?? Shard.Key) && row.Row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.Row)];

    public string Calendar => string.Join(' ', Rows("d~", HousekeepingCalendar.PartitionKey).Select(row => row.RowKey));

    /// <summary>The log is dense from its beginning to the head, every change has its receipt and every receipt its change, and the beginning is where it says.</summary>
    public async Task<long> FirstOfWholeLogAsync()
    {
        var start = await LogStart.ReadAsync(Journal, Shard, default);
        var changes = await Journal.ChangesAsync(Shard, start.Through, default).ToListAsync();
        Assert.Equal(Rows("z~").Count, changes.Count);
        Assert.Equal(await Journal.SequenceAsync(Shard, default), changes[^1].Sequence);
        Assert.Equal(changes.Select(change => StoredReceipt.KeyOf(change.Operation)).Order(StringComparer.Ordinal), Rows("r~")
            .Select(row => row.RowKey).Order(StringComparer.Ordinal));
        return start.Through + 1;
    }

    /// <summary>A room that owns nothing and has steps.</summary>
    private sealed class Stepping(IReadOnlyList<IHousekeepingStep> steps) : IOwnedRows
    {
        public IReadOnlyList<RowKind> Kinds => [];

        public IReadOnlyList<IHousekeepingStep> Housekeeping => steps;
    }
}
