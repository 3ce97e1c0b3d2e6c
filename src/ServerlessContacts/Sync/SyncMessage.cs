using System.Text.Json;

namespace ServerlessContacts.Sync;

/// <summary>What lies in the queue: a connection that has something to do, for a run that somebody waits for or for whatever is due.</summary>
public sealed record SyncMessage(string Tenant, string Member, string Connection, string? Run = null)
{
    public static SyncMessage Parse(string text) => JsonSerializer.Deserialize<SyncMessage>(text, SyncJson.Options)!;

    public override string ToString() => JsonSerializer.Serialize(this, SyncJson.Options);
}
