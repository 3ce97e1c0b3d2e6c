using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Erasure;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Tests.Import.Running;
using ServerlessContacts.Tests.Store;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Erasure;

/// <summary>Erasures over a table, blobs and a queue in memory. <see cref="Restart"/> stands for another process.</summary>
public sealed class ErasureRig : IWorkQueue<ErasureMessage>, IWorkQueue<SyncMessage>
{
    public static readonly TenantId Acme = new("acme");
    public static readonly MemberId Anna = new("anna");
    public static readonly Partition Own = Partition.Member(Acme, Anna);

    /// <param name="table">What others have filled; a new one where left out.</param>
    /// <param name="time">What they go by.</param>
    public ErasureRig(MemoryTable? table = null, ManualTime? time = null)
    {
        (Table, Time) = (table ?? new MemoryTable(), time ?? new ManualTime());
        Files = new MemoryBlobs(Time);
        Restart();
    }

    public MemoryTable Table { get; }

    public ManualTime Time { get; }

    public MemoryBlobs Files { get; }

    public ErasureSettings Settings { get; set; } = new();

    /// <summary>A room beside those of the library, from the next <see cref="Restart"/> on.</summary>
    public IOwnedRows? More { get; set; }

    public Queue<ErasureMessage> Messages { get; } = new();

    public Journal Journal { get; private set; }

    public ErasureStore Store { get; private set; }

    public Erasures Erasures { get; private set; }

    public ErasureRunner Runner { get; private set; }

    public ErasureSweep Sweep { get; private set; }

    public static async Task<ErasureRig> StartAsync()
    {
        var rig = new ErasureRig();
        await new TenantStore(rig.Journal, rig.Time).EnsureAsync(Acme, "Acme", "JP", default);
        var member = new Edit(
            MemberRecord.RowKey(Anna), null, StoredJson.Write(new MemberRecord { Id = Anna.Value, Created = rig.Time.GetUtcNow() }));
        await rig.CommitAsync(Partition.Directory(Acme), member);
        return rig;
    }

    [MemberNotNull(nameof(Journal), nameof(Store), nameof(Erasures), nameof(Runner), nameof(Sweep))]
    public void Restart(ITable? table = null, IBlobStore? blobs = null)
    {
        var rows = table ?? Table;
        Journal = new Journal(rows, Time);
        Store = new ErasureStore(rows, Time);
        Erasures = new Erasures(Store, this, Time);
        Sweep = new ErasureSweep(Store, this, Sweepers.Over(Table, Time), Settings, Time);
        var catalog = Rooms.Over(rows, Time, Register);
        var contacts = new ContactStore(Journal);
        var erasers = new Erasers(
            new ContactEraser(Journal, catalog),
            new MemberEraser(Journal, catalog),
            new RowEraser(rows, new TenantDirectory(Journal, ConfiguredTenants.None, Time), catalog, Time),
            new FileEraser(blobs ?? Files, catalog, Time));
        var gatherer = new PersonGatherer(Journal, contacts, catalog);
        Runner = new ErasureRunner(Store, gatherer, erasers, this, Settings, Time, NullLogger<ErasureRunner>.Instance);
    }

    private void Register(IServiceCollection services)
    {
        services.AddSingleton<IWorkQueue<SyncMessage>>(this);
        if (More is { } room)
        {
            services.AddSingleton(room);
        }
    }

    public Task SendAsync(ErasureMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Messages.Enqueue(message);
        return Task.CompletedTask;
    }

    /// <summary>What a run does as soon as a connection ends; nothing where left out.</summary>
    public Func<Task> EndConnectionAsync { get; set; } = () => Task.CompletedTask;

    Task IWorkQueue<SyncMessage>.SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        EndConnectionAsync();

    public async Task CommitAsync(Partition partition, params Edit[] edits) =>
        Assert.True((await Journal.CommitAsync(partition, Operation.New("member:anna"), edits, default)).IsStored);

    public Task<StoredErasure> RequestAsync(bool dryRun, params string[] contacts) => RequestAsync(Acme, dryRun, contacts);

    public async Task<StoredErasure> RequestAsync(TenantId tenant, bool dryRun, params string[] contacts) =>
        (await Erasures.RequestAsync(new ErasureRequest(tenant, [.. contacts.Select(Id)], dryRun, "member:admin", null), default))!;

    /// <summary>Delivers messages until none is left, and a message that fails again, to whoever runs then.</summary>
    public async Task<int> RunAsync()
    {
        var turns = 0;
        for (; Messages.TryPeek(out var message); turns++)
        {
            Assert.True(turns < 10_000, "The erasure does not come to an end.");
            await Runner.RunAsync(message, default);
            Messages.Dequeue();
        }

        return turns;
    }

    /// <summary>Lives in a process that ends at its n-th write to the table or deletion of a blob; false if it lived to the end.</summary>
    public async Task<bool> DiesAsync(int writes, bool takesEffect, Func<Task> live)
    {
        var process = new DyingProcess(writes, takesEffect);
        Restart(process.Over(Table), process.Over(Files));
        var died = await Record.ExceptionAsync(live);
        Assert.True(died is null or CrashException, died?.ToString());
        Restart();
        return died is not null;
    }

    /// <summary>Begins anew for each write of an erasure, dies at it and goes on in another process; answers how many there are.</summary>
    public static async Task<int> DieAtEachWriteAsync(bool takesEffect, Func<Task<ErasureRig>> fill, Func<ErasureRig, Task> request, Func<ErasureRig, Task> isErased)
    {
        for (var writes = 1; ; writes++)
        {
            var rig = await fill();
            var died = await rig.DiesAsync(writes, takesEffect, async () =>
            {
                await request(rig);
                await rig.RunAsync();
            });
            await rig.RunAsync();
            if (!(await rig.Store.AllAsync(Acme, default).AnyAsync(default)))
            {
                // It was never accepted: whoever asked has had no answer, and asks again.
                await request(rig);
            }

            rig.Time.Advance(TimeSpan.FromHours(1));
            await rig.Sweep.RunAsync(default);
            await rig.RunAsync();
            await isErased(rig);
            if (!died)
            {
                return writes;
            }
        }
    }

    /// <summary>Everything that is kept, as text: keys and data of every row, decompressed where it is, and names and bytes of every blob.</summary>
    public IEnumerable<(string Place, string Text)> Everything() =>
        Table.Dump().Select(row => ($"{row.Partition} {row.Row.RowKey}", $"{row.Partition} {row.Row.RowKey} {Text(row.Row)}"))
            .Concat(Files.All.Select(blob => (blob.Key, $"{blob.Key} {Encoding.UTF8.GetString(blob.Value)}")));

    public async Task<StoredErasure> RequestAsync(bool dryRun, MemberId member) =>
        (await Erasures.RequestAsync(new ErasureRequest(Acme, [], dryRun, "member:admin", null) { Member = member }, default))!;

    public static ContactId Id(string text) => ContactId.TryParse(text, out var id) ? id : throw new ArgumentException($"{text} is no contact.", nameof(text));

    private static string Text(StoredRow row)
    {
        if (!row.RowKey.StartsWith("z~", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetString(row.Data.Span);
        }

        using var brotli = new BrotliStream(new MemoryStream(row.Data.ToArray()), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli);
        return reader.ReadToEnd();
    }
}
