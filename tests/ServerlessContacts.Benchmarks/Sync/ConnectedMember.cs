using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Providers;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>A member who has connected an account, and the part of the service that keeps it in step, without its timers.</summary>
internal sealed class ConnectedMember : IAsyncDisposable
{
    private const string Actor = "member:bench";

    private static readonly TenantId Tenant = new("bench");
    private static readonly MemberId Member = new("bench");

    private readonly ServiceProvider services;
    private readonly ConnectionKey key;

    private ConnectedMember(ServiceProvider services, ConnectionKey key) => (this.services, this.key) = (services, key);

    public int RowsTouched => Rows.Touched;

    private CountingRows Rows => services.GetRequiredService<CountingRows>();

    public static async Task<ConnectedMember> ConnectAsync(Azurite azurite, SimulatedProviders providers, BenchAccount account)
    {
        var provider = Services(azurite.ConnectionString, providers);
        await provider.GetRequiredService<StorageSetup>().EnsureAsync(default);
        await provider.GetRequiredService<TenantStore>().EnsureAsync(Tenant, "Bench", "FR", default);
        var connections = provider.GetRequiredService<Connections>();
        var begun = (ConnectionResult.Saved)await connections.CreateAsync(Tenant, Member, new NewConnection(account.Provider, account.Email, Actor, null), default);
        var consent = await providers.ConsentAsync(begun.AuthorizeUrl!);
        var signedIn = await connections.AuthorizeAsync(begun.Connection.Key, new SignInAnswer(consent["state"], consent["code"], null, null), Actor, default);
        var member = new ConnectedMember(provider, ((ConnectionResult.Saved)signedIn).Connection.Key);
        await member.WorkAsync(() => Task.FromResult(true));
        return member;
    }

    /// <summary>Asks for a run and works on it until it is over.</summary>
    public async Task<RunRecord> SyncAsync()
    {
        var asked = (RunRequested.Accepted)await services.GetRequiredService<RunRequests>().AskAsync(key, RunKind.Sync, null, default);
        await WorkAsync(async () => (await FindAsync(asked.Run)).IsFinished);
        var run = await FindAsync(asked.Run);
        return run.Status == RunStatus.Done ? run : throw new InvalidOperationException($"The run ended as {run.Status}: {run.Problem}");
    }

    /// <inheritdoc cref="CountingRows.TakeWritten"/>
    public IReadOnlyList<IReadOnlyList<int>> TakeWritten() => Rows.TakeWritten();

    /// <summary>The member gives so many contacts another nickname.</summary>
    public async Task EditAsync(int contacts)
    {
        var (book, journal) = (services.GetRequiredService<ContactStore>(), services.GetRequiredService<Journal>());
        foreach (var stored in await book.AllAsync(key.Partition, default).Take(contacts).ToListAsync())
        {
            // None of them has this nickname, so that each is changed.
            var wanted = stored.Record.Contact with { Nickname = "Edited" };
            var edited = Provenance.Update(stored.Record, wanted, Actor, Actor, TimeProvider.System.GetUtcNow())!;
            await journal.CommitAsync(key.Partition, Operation.New(Actor), [ContactEdits.Change(stored, edited)], default);
        }
    }

    /// <summary>How many contacts have a picture.</summary>
    public async Task<int> PicturesAsync() =>
        await services.GetRequiredService<ContactStore>().AllAsync(key.Partition, default)
            .CountAsync(contact => contact.Record.Contact.Photo is not null);

    /// <summary>Lists everything that the account has.</summary>
    public async Task<int> ListAsync()
    {
        var connection = await services.GetRequiredService<ConnectionStore>().FindAsync(key, default);
        var (_, account) = services.GetRequiredService<IAccounts>().Open(connection!)!.Value;
        var items = 0;
        for (ProviderPage? page = null; page is not { IsLast: true };)
        {
            page = await account.PageAsync(page?.Next, default);
            items += page.Items.Count;
        }

        return items;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<RunRecord> FindAsync(string run) => (await services.GetRequiredService<RunStore>().FindAsync(key, run, default))!;

    /// <summary>Takes messages from the queue until there is none and it is so.</summary>
    private async Task WorkAsync(Func<Task<bool>> isOver)
    {
        var queue = services.GetRequiredService<QueueServiceClient>().GetQueueClient(SyncStorage.Queue);
        var turn = services.GetRequiredService<SyncTurn>();
        while (true)
        {
            if ((await queue.ReceiveMessageAsync(TimeSpan.FromHours(1))).Value is { } message)
            {
                await turn.RunAsync(SyncMessage.Parse(message.MessageText), default);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
            else if (await isOver())
            {
                return;
            }
        }
    }

    private static ServiceProvider Services(string storage, SimulatedProviders providers)
    {
        var settings = providers.Settings.Append((StorageClients.Setting, storage)).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(provider => new CountingRows(new AzureTable(provider.GetRequiredService<StorageClients>().Tables.GetTableClient(StoreRegistration.TableName))))
            .AddSingleton<ITable>(provider => provider.GetRequiredService<CountingRows>())
            .AddStore()
            .AddDirectory(ConfiguredTenants.None)
            .AddSync(configuration)
            .AddProviders(configuration)
            .BuildServiceProvider();
    }
}
