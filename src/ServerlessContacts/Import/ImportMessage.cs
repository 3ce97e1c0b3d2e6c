using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>What lies in the queue: an import that has something to do.</summary>
public sealed record ImportMessage(string Tenant, string Import)
{
    public static ImportMessage Parse(string text) => StoredJson.Read<ImportMessage>(text);

    public override string ToString() => StoredJson.Text(this);
}
