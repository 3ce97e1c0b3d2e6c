using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Backup;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Tests.Import.Running;
using ServerlessContacts.Tests.Store;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Backup;

/// <summary>Backups of a table and containers in memory, and their restore into others. <see cref="Restart"/> stands for another process.</summary>
public sealed class BackupRig : IWorkQueue<BackupMessage>
{
    public BackupRig(MemoryTable? table = null, BackupSettings? settings = null)
    {
        (Table, Settings) = (table ?? new MemoryTable(), settings ?? new BackupSettings());
        (Sources, Kept) = (new MemoryBlobs(Time), new MemoryBlobs(Time).Container(BackupStorage.Container));
        Restart();
    }

    public MemoryTable Table { get; }

    public ManualTime Time { get; } = new();

    public BackupSettings Settings { get; set; }

    /// <summary>The service's own account.</summary>
    public MemoryBlobs Sources { get; }

    /// <summary>The container in the second account.</summary>
    public MemoryContainer Kept { get; }

    public Queue<string> Messages { get; } = new();

    /// <summary>A room beside those of the library, from the next <see cref="Restart"/> on.</summary>
    public IOwnedRows? More { get; set; }

    public Backups Backups { get; private set; }

    public BackupStart Start { get; private set; }

    public BackupRun Run { get; private set; }

    public MemoryContainer Source(string container) => Sources.Container(container);

    [MemberNotNull(nameof(Backups), nameof(Start), nameof(Run))]
    public void Restart(ITable? table = null, IBlobContainer? kept = null)
    {
        var rows = table ?? Table;
        var account = new BackupAccount(kept ?? Kept);
        Backups = new Backups(account, Settings, Time, NullLogger<Backups>.Instance);
        Start = new BackupStart(rows, account, this, Settings, Time, NullLogger<BackupStart>.Instance);
        var catalog = Rooms.Over(rows, Time, More);
        var containers = new BackupSources(catalog, Sources);
        Run = new BackupRun(rows, Table, new Journal(rows, Time), catalog, account, containers, Backups, this, Settings, Time, NullLogger<BackupRun>.Instance);
    }

    public Task SendAsync(BackupMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (Messages)
        {
            Messages.Enqueue(message.Backup);
        }

        return Task.CompletedTask;
    }

    /// <summary>The timer, and all messages until none is left. One that fails is delivered again, to whoever runs then.</summary>
    /// <returns>How many turns it took.</returns>
    public async Task<int> BackUpAsync()
    {
        await Start.RunAsync(default);
        var turns = 0;
        for (; Messages.TryPeek(out var message); turns++)
        {
            Assert.True(turns < 5000, "The backup does not come to an end.");
            await Run.RunAsync(message, default);
            Messages.Dequeue();
        }

        return turns;
    }

    public async Task<RestoreResult> RestoreAsync(
        RestoreTarget target, string backup = "newest", string? tenant = null, ITable? table = null, IBlobContainer? kept = null) =>
        await target.Over(table ?? target.Table, new BackupAccount(kept ?? Kept), Backups, Time).RunAsync(new RestoreRequest(backup, tenant), new Progress<RestoreProgress>(), default);

    /// <summary>Lives in a process that ends at the n-th write to the table or to the second account; false if it lived to the end.</summary>
    public async Task<bool> DiesAsync(int writes, bool takesEffect, Func<Task> live)
    {
        var process = new DyingProcess(writes, takesEffect);
        Restart(process.Over(Table), process.Over(Kept));
        var died = await Record.ExceptionAsync(live);
        Assert.True(died is null or CrashException, died?.ToString());
        Restart();
        return died is not null;
    }
}

/// <summary>An account that is restored into.</summary>
public sealed class RestoreTarget(TimeProvider time)
{
    private readonly MemoryBlobs blobs = new(time);

    public MemoryTable Table { get; } = new();

    public IOwnedRows? More { get; set; }

    public MemoryContainer Container(string name) => blobs.Container(name);

    public Restore Over(ITable table, BackupAccount account, Backups backups, TimeProvider clock) =>
        Over(Rooms.Over(table, clock, More), table, account, backups, clock);

    private Restore Over(RowCatalog catalog, ITable table, BackupAccount account, Backups backups, TimeProvider clock) =>
        new(table, Table, catalog, account, new BackupSources(catalog, blobs), backups, clock);
}
