using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync;

/// <summary>What lies in the queue: a connection that has something to do, for a run that somebody waits for or for whatever is due.</summary>
public sealed record SyncMessage(string Tenant, string Member, string Connection, string? Run = null)
{
    public static SyncMessage Parse(string text) => StoredJson.Read<SyncMessage>(text);

    public override string ToString() => StoredJson.Text(this);
}
