using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Erasure;

/// <summary>What lies in the queue: whose erasure is to be gone on with.</summary>
public sealed record ErasureMessage(string Tenant, string Erasure)
{
    public static ErasureMessage Parse(string text) => StoredJson.Read<ErasureMessage>(text);

    public override string ToString() => StoredJson.Text(this);
}
