using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Editing;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>One connection of one member over a table, a queue and a provider in memory. <see cref="Restart"/> stands for another process.</summary>
public sealed class SyncRig : IWorkQueue<SyncMessage>, IAccounts
{
    public static readonly TenantId Demo = new("demo");
    public static readonly MemberId Anna = new("anna");
    /// <summary>The account's name at the provider.</summary>
    private const string Subject = "subject-1";

    public static readonly ConnectionKey Key = new(Demo, Anna, "00000000000000000001");

    private readonly Queue<SyncMessage> messages = new();
    private readonly TimeSpan budget;
    private int lastContact;
    private int lastConnection = 1;

    private SyncRig(ConnectionSettings settings, TimeSpan budget, ManualTime? time)
    {
        (Settings, this.budget, Time) = (settings, budget, time ?? new ManualTime());
        Provider = new MemoryProvider(Time);
        Restart();
    }

    public ManualTime Time { get; }

    /// <summary>The connection that is there now.</summary>
    public ConnectionKey Current { get; private set; } = Key;

    public MemoryTable Table { get; } = new();

    public MemoryProvider Provider { get; }

    /// <summary>Another account than the one in memory.</summary>
    public Func<(IProvider Provider, IAccount Account)>? Other { get; init; }

    public ConnectionSettings Settings { get; }

    public Journal Journal { get; private set; } = null!;

    public ContactStore Contacts { get; private set; } = null!;

    public ConnectionStore Connections { get; private set; } = null!;

    public RunStore Runs { get; private set; } = null!;

    public SyncRunner Runner { get; private set; } = null!;

    private static Partition Partition => Key.Partition;

    public static async Task<SyncRig> StartAsync(
        ConnectionSettings? settings = null, TimeSpan? budget = null, ManualTime? time = null, Func<(IProvider Provider, IAccount Account)>? other = null)
    {
        var rig = new SyncRig(settings ?? new ConnectionSettings(), budget ?? TimeSpan.FromDays(1), time) { Other = other };
        await new TenantStore(rig.Journal, rig.Time).EnsureAsync(Demo, "Demo", "JP", default);
        var connection = new Connection { Id = Key.Id, Provider = GoogleProvider.ProviderName, Created = rig.Time.GetUtcNow(), Settings = rig.Settings };
        await rig.AddAsync(connection, Subject);
        rig.Restart();
        return rig;
    }

    /// <summary>Ends the connection, with all that has to be done for that.</summary>
    public async Task EndAsync(RemainingContacts contacts)
    {
        if (await Connections.FindAsync(Current, default) is { } stored)
        {
            await CommitAsync(ConnectionStore.Change(stored, stored.Connection with { Deleting = contacts }));
        }

        messages.Enqueue(Current.Message());
        await DrainAsync();
    }

    /// <summary>Connects the account once more, or another one.</summary>
    public async Task ConnectAsync(string subject = Subject)
    {
        Current = Current with { Id = $"{++lastConnection:D20}" };
        await AddAsync(new Connection { Id = Current.Id, Provider = GoogleProvider.ProviderName, Created = Time.GetUtcNow(), Settings = Settings }, subject);
    }

    private async Task AddAsync(Connection connection, string subject)
    {
        var standing = new ConnectionStanding { Status = ConnectionStatus.Ready, Account = new ConnectedAccount(subject, "anna@memory.example") };
        await Journal.CommitAsync(Partition, Operation.New("member:anna"), ConnectionStore.Add(connection, standing), default);
    }

    public void Restart(ITable? table = null)
    {
        var rows = table ?? Table;
        Journal = new Journal(rows, Time);
        Contacts = new ContactStore(Journal);
        Connections = new ConnectionStore(rows, Journal, new DueConnections(rows, new NoWakeUps()));
        Runs = new RunStore(rows);
        var settings = new SyncSettings { Budget = budget, LeaseTime = TimeSpan.FromSeconds(30) };
        Runner = new SyncRunner(
            rows, Connections, new TenantDirectory(Journal, ConfiguredTenants.None, Time), Runs, this, new SyncSessions(Journal, rows, Contacts, SavePhotoAsync, settings, Time),
            new Departure(Journal, Contacts, rows, Time), this, Time, settings, NullLogger<SyncRunner>.Instance);
    }

    public (IProvider Provider, IAccount Account)? Open(StoredConnection connection) =>
        Other?.Invoke() ?? (Provider, Provider.Open((_, _) => Task.FromResult("")));

    public Task SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        messages.Enqueue(message);
        return Task.CompletedTask;
    }

    /// <summary>Asks for a run and works on messages until it is over, as time goes by; answers how it ended.</summary>
    public async Task<RunRecord> SyncAsync(RunKind kind = RunKind.Sync)
    {
        var run = await AskAsync(kind);
        await DrainAsync();
        return (await Runs.FindAsync(Current, run, default))!;
    }

    /// <summary>When all has come to rest, a further run writes nothing on either side.</summary>
    /// <param name="later">What passes before: for what waits for a later listing.</param>
    public async Task AssertQuietAsync(TimeSpan later = default)
    {
        Time.Advance(later);
        await SyncAsync();
        var (writes, changes) = (Provider.Writes, await Journal.SequenceAsync(Key.Partition, default));
        var versions = (await BookAsync()).Select(contact => contact.Version).ToList();
        Assert.Equal(RunStatus.Done, (await SyncAsync()).Status);
        Assert.Equal((writes, changes), (Provider.Writes, await Journal.SequenceAsync(Key.Partition, default)));
        Assert.Equal(versions, (await BookAsync()).Select(contact => contact.Version));
    }

    /// <summary>Asks for a run that nobody works on yet; answers its id.</summary>
    public async Task<string> AskAsync(RunKind kind = RunKind.Sync)
    {
        var run = new RunRecord { Id = RunStore.NewId(Time.GetUtcNow()), Kind = kind, Status = RunStatus.Queued, Requested = Time.GetUtcNow() };
        await Runs.SaveAsync(Current, run, default);
        messages.Enqueue(Current.Message(run.Id));
        return run.Id;
    }

    /// <summary>The owner's decision about a pause, carried out; answers how the run ended.</summary>
    public async Task<RunRecord> ResumeAsync(Decision decision)
    {
        var run = await DecideAsync(decision);
        await DrainAsync();
        return (await Runs.FindAsync(Current, run, default))!;
    }

    /// <summary>The owner's decision about a pause, which nobody carries out yet; answers the run's id.</summary>
    public async Task<string> DecideAsync(Decision decision)
    {
        var resume = new Resume(Table, Connections, Runs, this, Time);
        return Assert.IsType<RunRequested.Accepted>(await resume.RunAsync(Current, decision, null, default)).Run;
    }

    /// <summary>The owner changes the settings.</summary>
    public async Task ChangeAsync(Func<ConnectionSettings, ConnectionSettings> change)
    {
        var stored = (await Connections.FindAsync(Current, default))!;
        await CommitAsync(ConnectionStore.Change(stored, stored.Connection with { Settings = change(stored.Connection.Settings) }));
    }

    /// <summary>The owner's decision about what waits for one, and the run that follows from it.</summary>
    public async Task DecideAsync(Review review, ReviewDecision decision) =>
        Assert.IsType<Reviewed.Done>(await AnswerAsync(review, decision));

    /// <summary>As <see cref="DecideAsync(Review, ReviewDecision)"/>, whatever becomes of it.</summary>
    public async Task<Reviewed> AnswerAsync(Review review, ReviewDecision decision)
    {
        var rules = new ContactRules(new PhoneParser(new PhoneParserOptions { Country = "JP" }));
        var reviews = new Reviews(Journal, Contacts, Connections, this, this, Time);
        var reviewed = await reviews.DecideAsync(Current, review.Id, decision, ("member:anna", rules), default);
        await DrainAsync();
        return reviewed;
    }

    /// <summary>Works on the next message alone.</summary>
    public async Task TurnAsync()
    {
        Assert.True(messages.TryDequeue(out var message), "There is no message.");
        await Runner.RunAsync(message, default);
        Time.Advance(TimeSpan.FromSeconds(31));
    }

    public async Task DrainAsync()
    {
        for (var turns = 0; messages.TryDequeue(out var message); turns++)
        {
            Assert.True(turns < 500, "The sync does not come to an end.");
            await Runner.RunAsync(message, default);
            Time.Advance(TimeSpan.FromSeconds(messages.Count > 0 ? 31 : 1));
        }
    }

    public async Task<ConnectionStanding> StandingAsync() => (await Connections.FindAsync(Current, default))!.Standing;

    public async Task<IReadOnlyList<Outcome>> OutcomesAsync(RunRecord run) => await Runs.OutcomesAsync(Current, run.Id, default).ToListAsync();

    // What the member does here.
    public async Task<string> AddAsync(Contact contact)
    {
        var unique = $"here{++lastContact}";
        var record = Provenance.Create(Clean(contact), "member:anna", "member:anna", Time.GetUtcNow());
        await CommitAsync(ContactEdits.Create(ContactId.Personal(Anna, unique), record));
        return unique;
    }

    public async Task EditAsync(string unique, Func<Contact, Contact> edit)
    {
        var stored = (await Contacts.FindAsync(Demo, ContactId.Personal(Anna, unique), default))!;
        if (Provenance.Update(stored.Record, Clean(edit(stored.Record.Contact)), "member:anna", "member:anna", Time.GetUtcNow()) is { } record)
        {
            await CommitAsync(ContactEdits.Change(stored, record));
        }
    }

    public async Task RemoveAsync(string unique)
    {
        var stored = (await Contacts.FindAsync(Demo, ContactId.Personal(Anna, unique), default))!;
        await CommitAsync([.. ContactEdits.Delete(stored, Time.GetUtcNow())]);
    }

    /// <summary>The member gives a label another name.</summary>
    public async Task RelabelAsync(string label, string name)
    {
        var directory = new DirectoryState { Tenant = new TenantRecord { Name = "Demo", Country = "JP", Created = Time.GetUtcNow() } };
        var context = new EditContext(
            Caller.ForMember(Demo, Anna, [BuiltInRole.Member]), new AccessScope(Demo, TenantRecord.FirstShards, Anna), directory);
        Assert.IsType<LabelResult.Done>(await new OwnLabels(Journal, Contacts, new GroupMemory(Journal).WishEditsAsync, Time).RenameAsync(context, Anna, label, name, default));
    }

    public async Task<IReadOnlyList<StoredContact>> BookAsync() => await Contacts.AllAsync(Partition, default).ToListAsync();

    public async Task<IReadOnlyList<Link>> LinksAsync() =>
        await new ServerlessContacts.Sync.Links.Links(new OwnerRows(Journal, Partition), new LinkKeys(Current.Id)).AllAsync(default).Select(stored => stored.Link).ToListAsync();

    public async Task<IReadOnlyList<Review>> ReviewsAsync() =>
        [.. await Journal.RowsAsync(Partition, Review.Kind, default).Select(row => LinkJson.Read<Review>(row.Data)).ToListAsync()];

    /// <summary>As the rules store it.</summary>
    public static Contact Clean(Contact contact) => new ContactRules(new PhoneParser(new PhoneParserOptions { Country = "JP" })).Check(contact).Contact;

    private async Task CommitAsync(params Edit[] edits) => Assert.True((await Journal.CommitAsync(Partition, Operation.New("member:anna"), edits, default)).IsStored);

    private static Task<string?> SavePhotoAsync(TenantId tenant, ProviderPhoto photo, CancellationToken cancellationToken) => Task.FromResult<string?>($"photo{photo.Bytes.Length}");
}
