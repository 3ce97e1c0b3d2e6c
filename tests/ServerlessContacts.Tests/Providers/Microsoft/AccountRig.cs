using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>Anna's account, opened over a real socket, beside the mailbox that it leads to.</summary>
public sealed class AccountRig : IAsyncDisposable
{
    private readonly GraphRig rig;

    private AccountRig(GraphRig rig, MicrosoftSettings settings, TimeProvider time)
    {
        this.rig = rig;
        Provider = new MicrosoftProvider(settings with { BaseUrl = rig.BaseUrl }, time);
        Current = rig.Token;
        Account = Provider.Open(TokenAsync);
    }

    public GraphRig Rig => rig;

    public GraphSimulator Graph => rig.Graph;

    public GraphMailbox Mailbox => rig.Mailbox;

    public MicrosoftProvider Provider { get; }

    public IAccount Account { get; }

    /// <summary>The token that is handed out.</summary>
    public string Current { get; set; }

    /// <summary>The tokens that were called refused.</summary>
    public List<string> Refused { get; } = [];

    public static async Task<AccountRig> StartAsync(MicrosoftSettings? settings = null, TimeProvider? time = null) =>
        new(await GraphRig.StartAsync(time), settings ?? new MicrosoftSettings(), time ?? TimeProvider.System);

    public Task<string> TokenAsync(string? refused, CancellationToken cancellationToken)
    {
        if (refused is not null)
        {
            Refused.Add(refused);
            Current = rig.Accounts.IssueToken(rig.Anna, TimeSpan.FromHours(1));
        }

        return Task.FromResult(Current);
    }

    /// <summary>The contact that a person made with these properties, as the account finds it.</summary>
    public async Task<ProviderItem> ItemAsync(string properties, string? folder = null)
    {
        var id = Mailbox.Add(GraphRig.Json(properties), folder);
        return (await Account.FindAsync(id, CancellationToken.None))!;
    }

    public Task<ProviderItem> CreateAsync(Contact contact, string key = "key-1") => Account.CreateAsync(contact, key, CancellationToken.None);

    public async Task<(IReadOnlyList<ProviderItem> Items, string Delta)> RunAsync(string? cursor = null)
    {
        var items = new List<ProviderItem>();
        while (true)
        {
            var page = await Account.PageAsync(cursor, CancellationToken.None);
            items.AddRange(page.Items);
            if (page.IsLast)
            {
                return (items, page.Delta!);
            }

            cursor = page.Next;
        }
    }

    public async Task<ProviderException> FailureAsync(Func<IAccount, Task> call) => await Assert.ThrowsAsync<ProviderException>(() => call(Account));

    public ValueTask DisposeAsync()
    {
        Provider.Dispose();
        return rig.DisposeAsync();
    }
}
