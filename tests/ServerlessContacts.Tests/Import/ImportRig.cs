using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Tests.Import.Running;
using ServerlessContacts.Tests.Store;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Import;

/// <summary>Imports over a table, blobs and a queue in memory, with one tenant in Japan. <see cref="Restart"/> stands for another process.</summary>
public sealed class ImportRig : IWorkQueue<ImportMessage>
{
    public static readonly TenantId Demo = new("demo");

    private readonly Queue<ImportMessage> messages = new();

    private ImportRig()
    {
        Files = new MemoryBlobs(Time);
        Build(Table, Files);
    }

    public MemoryTable Table { get; } = new();

    public Limits Limits { get; init; } = new();

    public ManualTime Time { get; } = new();

    public MemoryBlobs Files { get; }

    public ImportSettings Settings { get; set; } = new();

    public Imports Imports { get; private set; }

    public ImportDecisions Decisions { get; private set; }

    public ImportRunner Runner { get; private set; }

    public ImportSweep Sweep { get; private set; }

    public ImportHousekeeping Housekeeping { get; private set; }

    public Retentions Retentions { get; } = new();

    public List<TimeSpan> Delays { get; } = [];

    public int Messages => messages.Count;

    public static async Task<ImportRig> StartAsync(ImportSettings? settings = null)
    {
        var rig = new ImportRig { Settings = settings ?? new ImportSettings() };
        await new TenantStore(new Journal(rig.Table, rig.Time), rig.Time).EnsureAsync(Demo, "Demo", "JP", default);
        rig.Restart();
        return rig;
    }

    /// <summary>Services without any memory of what others did, over the table or one that misbehaves.</summary>
    public void Restart(ITable? table = null, IBlobStore? blobs = null) => Build(table ?? Table, blobs ?? Files);

    /// <summary>
    /// Lives in a process that ends at the n-th write to the table or to a blob; false if it lived to the end. Then a new one is there and the lease of the dead has expired.
    /// </summary>
    public async Task<bool> DiesAsync(int writes, bool takesEffect, Func<Task> live)
    {
        var process = new DyingProcess(writes, takesEffect);
        Restart(process.Over(Table), process.Over(Files));
        var died = await Record.ExceptionAsync(live);
        Assert.True(died is null or CrashException, died?.ToString());
        Restart();
        Time.Advance(TimeSpan.FromMinutes(1));
        return died is not null;
    }

    public Task SendAsync(ImportMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Delays.Add(delay);
        messages.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task DropAsync(string path, string content, params (string Name, string Value)[] metadata) => DropAsync(path, Encoding.UTF8.GetBytes(content), metadata);

    public Task DropAsync(string path, byte[] content, params (string Name, string Value)[] metadata)
    {
        Files.Put(ImportStorage.Dropped, path, content, metadata);
        return Imports.RegisterDroppedAsync(path, default);
    }

    /// <summary>Delivers messages until none is left. One that fails is delivered again, to whoever runs then.</summary>
    public async Task RunAsync()
    {
        while (messages.TryPeek(out var message))
        {
            await Runner.RunAsync(message, default);
            messages.Dequeue();
        }
    }

    /// <summary>Drops the content, runs, and answers what became of it.</summary>
    public async Task<ImportRecord> ImportAsync(string content, params (string Name, string Value)[] metadata) =>
        await ImportAsync(Encoding.UTF8.GetBytes(content), metadata);

    public async Task<ImportRecord> ImportAsync(byte[] content, params (string Name, string Value)[] metadata)
    {
        await DropAsync("demo/people.csv", content, metadata);
        Time.Advance(TimeSpan.FromMilliseconds(5));
        await RunAsync();
        return await NewestAsync();
    }

    /// <summary>Sends the content as somebody does over HTTP, runs, and answers what became of it.</summary>
    public async Task<ImportRecord> SendAsync(string content, ImportOptions options, string actor = "member:manager")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var import = await RegisterAsync(new ImportUpload(Demo, "people.csv", actor, options), stream);
        return await EndAsync(import.Record.Id);
    }

    public async Task<StoredImport> RegisterAsync(ImportUpload upload, Stream content) =>
        Assert.IsType<UploadResult.Registered>(await Imports.RegisterUploadAsync(upload, content, default)).Import;

    public async Task<UploadAddress> PrepareAsync(ImportUpload upload) => Assert.IsType<UploadResult.Prepared>(await Imports.PrepareUploadAsync(upload, default)).Address;

    public Task<ImportRecord> DryRunAsync(string content, ImportMode mode = ImportMode.Upsert) => SendAsync(content, new ImportOptions { DryRun = true, Mode = mode });

    public async Task<ImportRecord> ApplyAsync(string id)
    {
        Assert.IsType<ImportDecided.Accepted>(await Decisions.ApplyAsync(Demo, id, default));
        return await EndAsync(id);
    }

    /// <summary>Takes the import back and answers the one that does.</summary>
    public async Task<ImportRecord> UndoAsync(string id, string actor = "member:manager")
    {
        var undo = Assert.IsType<ImportDecided.Accepted>(await Decisions.UndoAsync(Demo, id, actor, default)).Import;
        return await EndAsync(undo.Record.Id);
    }

    public async Task<ImportRecord> FindAsync(string id) => (await Imports.FindAsync(Demo, id, default))!.Record;

    public Task<List<JsonObject>> PlanAsync(string id, int pageSize = 1000) => PagesAsync(id, pageSize, (import, from) => Imports.PlanAsync(import, from, pageSize, default));

    public Task<List<JsonObject>> ReportAsync(string id, int pageSize = 1000) => PagesAsync(id, pageSize, (import, from) => Imports.ReportAsync(import, from, pageSize, default));

    public async Task<ImportRecord> NewestAsync() => (await Imports.AllAsync(Demo, default).FirstAsync()).Record;

    public async Task<IReadOnlyList<StoredContact>> ContactsAsync()
    {
        var store = new ContactStore(new Journal(Table, Time));
        var all = new List<StoredContact>();
        for (var shard = 0; shard < TenantRecord.FirstShards; shard++)
        {
            all.AddRange(await store.AllAsync(Partition.Shared(Demo, shard), default).ToListAsync());
        }

        return all;
    }

    public async Task<Contact> OnlyContactAsync() => Assert.Single(await ContactsAsync()).Record.Contact;

    /// <summary>The contact of that name.</summary>
    public async Task<StoredContact> NamedAsync(string name) => Assert.Single(await ContactsAsync(), contact => contact.Record.Contact.Name.Full == name);

    /// <summary>What a person does to the contact of that name.</summary>
    public async Task EditAsync(string name, Func<Contact, Contact> change, string actor = "member:ada")
    {
        Time.Advance(TimeSpan.FromMilliseconds(5));
        await EditAsync(await NamedAsync(name), change, actor);
    }

    public async Task EditAsync(StoredContact stored, Func<Contact, Contact> change, string actor = "member:ada")
    {
        var record = Provenance.Update(stored.Record, change(stored.Record.Contact), actor, actor, Time.GetUtcNow())!;
        await CommitAsync(stored, [ContactEdits.Change(stored, record)], actor);
    }

    public async Task DeleteAsync(string name, string actor = "member:ada")
    {
        var stored = await NamedAsync(name);
        await CommitAsync(stored, ContactEdits.Delete(stored, Time.GetUtcNow()), actor);
    }

    /// <summary>Restores the deleted contact.</summary>
    public async Task RestoreAsync(ContactId id)
    {
        var deleted = await new ContactStore(new Journal(Table, Time)).FindDeletedAsync(Demo, id, default);
        await CommitAsync(deleted!, ContactEdits.Restore(deleted!), "member:ada");
    }

    public string? RejectedCsv => Files.Text(ImportStorage.Reports, "demo/people.csv.rejected.csv");

    /// <summary>Line, column and code of each rejected row.</summary>
    public IReadOnlyList<(string Line, string Column, string Code)> Rejected()
    {
        var lines = (RejectedCsv ?? "").Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);
        return [.. lines.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => line.Split(',', ';', '\t')).Select(cells => (cells[0], cells[1], cells[2]))];
    }

    private async Task<ImportRecord> EndAsync(string id)
    {
        Time.Advance(TimeSpan.FromMilliseconds(5));
        await RunAsync();
        return await FindAsync(id);
    }

    private async Task CommitAsync(StoredContact stored, IReadOnlyList<Edit> edits, string actor) =>
        Assert.True((await new Journal(Table, Time).CommitAsync(Partition.Of(Demo, stored.Id), Operation.New(actor), edits, default)).IsStored);

    private async Task<List<JsonObject>> PagesAsync(string id, int pageSize, Func<StoredImport, long, Task<ListedPage?>> read)
    {
        var import = (await Imports.FindAsync(Demo, id, default))!;
        var items = new List<JsonObject>();
        for (long? from = 0; from is not null;)
        {
            var page = (await read(import, from.Value))!;
            Assert.InRange(page.Items.Count, 0, pageSize);
            items.AddRange(page.Items.Select(line => JsonNode.Parse(line.Span)!.AsObject()));
            from = page.Next;
        }

        Assert.Equal(items.Count, (await read(import, 0))!.Total);
        return items;
    }

    [MemberNotNull(nameof(Imports), nameof(Decisions), nameof(Runner), nameof(Sweep), nameof(Housekeeping))]
    private void Build(ITable table, IBlobStore blobs)
    {
        var files = new ImportFiles(blobs, new Photos(blobs));
        // Writers that race pause, and nobody moves the clock while they do.
        var journal = new Journal(table, Time);
        var store = new ImportStore(table, Time, Retentions);
        var active = new ActiveImports(table, Time);
        var tenants = new TenantDirectory(journal, ConfiguredTenants.None, Time);
        var tickets = new UploadTickets(table);
        var quota = new UploadQuota(table, active, Limits);
        var services = new ImportServices(table, journal, store, active, files, Time, Settings);
        Imports = new Imports(
            services, tenants, new HousekeepingCalendar(table), tickets, quota, this, NullLogger<Imports>.Instance);
        Decisions = new ImportDecisions(store, active, files, this, Time);
        var recent = new RecentBooks(Settings, Time);
        Runner = new ImportRunner(services, new ColumnMappings(table), tenants, this, recent, NullLogger<ImportRunner>.Instance);
        Housekeeping = new ImportHousekeeping(store, quota, files, Retentions, Time);
        Sweep = new ImportSweep(services, Imports, tickets, this, Sweepers.Over(table, Time), NullLogger<ImportSweep>.Instance);
    }
}
