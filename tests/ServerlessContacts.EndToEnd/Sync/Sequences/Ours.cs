using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>This side of a life: what the member does here, and what is stored here.</summary>
internal sealed class Ours(IServiceProvider services, TimeProvider time)
{
    private const string Anna = "member:anna";

    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    private readonly Journal journal = services.GetRequiredService<Journal>();
    private readonly ContactStore contacts = services.GetRequiredService<ContactStore>();
    private int lastContact;

    private static Partition Partition => LifeServices.Connection.Partition;

    /// <summary>An organisation with a member who has signed in.</summary>
    public async Task PrepareAsync(string provider, string refreshToken)
    {
        await services.GetRequiredService<TenantStore>().EnsureAsync(LifeServices.Tenant, "Demo", "JP", default);
        var settings = new ConnectionSettings { Brake = new Brake(1, 1000) };
        var connection = new Connection { Id = LifeServices.Connection.Id, Provider = provider, Created = time.GetUtcNow(), Settings = settings };
        await CommitAsync([.. ConnectionStore.Add(connection, new ConnectionStanding { Status = ConnectionStatus.Ready })]);
        var secrets = services.GetRequiredService<SecretStore>();
        var none = await secrets.FindAsync(LifeServices.Connection, default);
        Assert.NotNull(await secrets.SaveAsync(LifeServices.Connection, none, new ConnectionSecrets { RefreshToken = refreshToken }, default));
    }

    public Task<IReadOnlyList<StoredContact>> BookAsync() => ListAsync(contacts.AllAsync(Partition, default));

    public async Task<IReadOnlyList<Link>> LinksAsync() => [.. (await StoredLinksAsync()).Select(stored => stored.Link)];

    /// <summary>Another one for every row of a contact or a link that was written since.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync() =>
        [.. (await BookAsync()).Select(contact => $"{contact.Id} {contact.Row.ETag}"), .. (await StoredLinksAsync()).Select(stored => $"{stored.Link.Contact} {stored.Row.ETag}")];

    /// <summary>Items that are tried again, creates without an answer, pictures to come.</summary>
    public async Task<bool> IsAnythingLeftAsync() => await journal.RowsAsync(Partition, Parked.Kind, default).AnyAsync();

    public Task AddAsync((string Given, string Family, string Email) person)
    {
        var contact = Clean(new Contact { Name = new ContactName { Given = person.Given, Family = person.Family }, Emails = [new Email { Address = person.Email }] });
        return CommitAsync(ContactEdits.Create(ContactId.Personal(LifeServices.Owner, $"here{++lastContact}"), Provenance.Create(contact, Anna, Anna, time.GetUtcNow())));
    }

    /// <summary>Again where a run has changed the contact in this very moment; nothing where it is gone.</summary>
    public async Task EditAsync(ContactId id, Alteration alteration)
    {
        while (await contacts.FindAsync(LifeServices.Tenant, id, default) is { } stored
            && Provenance.Update(stored.Record, Clean(Change(stored.Record.Contact, alteration)), Anna, Anna, time.GetUtcNow()) is { } record
            && !await TryCommitAsync(ContactEdits.Change(stored, record)))
        {
        }
    }

    public async Task RemoveAsync(ContactId id)
    {
        while (await contacts.FindAsync(LifeServices.Tenant, id, default) is { } stored && !await TryCommitAsync([.. ContactEdits.Delete(stored, time.GetUtcNow())]))
        {
        }
    }

    private Task<IReadOnlyList<StoredLink>> StoredLinksAsync() => ListAsync(new Links(new OwnerRows(journal, Partition), new LinkKeys(LifeServices.Connection.Id)).AllAsync(default));

    private static Contact Change(Contact contact, Alteration alteration) => alteration.Field switch
    {
        AlteredField.Nickname => contact with { Nickname = alteration.Text },
        AlteredField.Role => contact with { Role = alteration.Text },
        AlteredField.Given => contact with { Name = contact.Name with { Given = alteration.Text, Full = null } },
        AlteredField.Company => contact with { Organization = alteration.Text is null ? null : new Organization { Name = alteration.Text } },
        AlteredField.PhoneAdded => contact with { Phones = [.. contact.Phones, new Phone { Number = alteration.Text! }] },
        AlteredField.PhoneRemoved => contact with { Phones = [.. contact.Phones.Skip(1)] },
        _ => contact with { Labels = alteration.Labels },
    };

    private static Contact Clean(Contact contact) => Rules.Check(contact).Contact;

    private static async Task<IReadOnlyList<T>> ListAsync<T>(IAsyncEnumerable<T> rows) => await rows.ToListAsync();

    private async Task CommitAsync(params Edit[] edits) => Assert.True(await TryCommitAsync(edits));

    private async Task<bool> TryCommitAsync(params Edit[] edits) => (await journal.CommitAsync(Partition, Operation.New(Anna), edits, default)).IsStored;
}
