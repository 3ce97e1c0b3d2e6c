using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Opens the account of a connection.</summary>
public interface IAccounts
{
    /// <summary>Null where the connection's provider is not configured.</summary>
    (IProvider Provider, IAccount Account)? Open(StoredConnection connection);
}

/// <summary>Puts together what a run works with.</summary>
public sealed class SyncSessions(Journal journal, ITable table, ContactStore contacts, SavePhoto savePhoto, SyncSettings settings, TimeProvider time)
{
    private readonly PlainRows plain = new(table);

    internal SyncSession Open(StoredConnection connection, TenantRecord tenant, IProvider provider, IAccount account, StoredRow lease, bool isPreview)
    {
        var key = connection.Key;
        var source = $"connection:{key.Id}";
        var rules = tenant.CreateRules();
        var keys = new LinkKeys(key.Id);
        var rows = new OwnerRows(journal, key.Partition);
        return new SyncSession
        {
            Tenant = key.Tenant,
            Owner = key.Owner,
            Connection = key.Id,
            Settings = connection.Connection.Settings,
            Chosen = new ChosenGroups(account, connection.Connection.Settings.Groups),
            Groups = new GroupMemory(journal),
            Past = new PastItems(rows, connection.Past),
            Pace = settings,
            Traits = provider.Traits,
            Account = account,
            Views = new Views(account, rules),
            Journal = journal,
            Rows = rows,
            Contacts = contacts,
            Links = new Links.Links(rows, keys),
            Pending = new PendingCreates(rows, key.Id),
            Writer = new SyncWriter(rows, keys, source, lease, (before, data, stop) => plain.ReplaceAsync(key.Partition.Key, before, data, stop), () => time.GetUtcNow() + settings.LeaseTime) { IsDry = isPreview },
            SavePhoto = savePhoto,
            Time = time,
            IsPreview = isPreview,
        };
    }
}
