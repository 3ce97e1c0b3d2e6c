using System.Text.Json;

namespace ServerlessContacts.Import;

/// <summary>What lies in the queue: an import that has something to do.</summary>
public sealed record ImportMessage(string Tenant, string Import)
{
    public static ImportMessage Parse(string text) => JsonSerializer.Deserialize<ImportMessage>(text, ImportJson.Options)!;

    public override string ToString() => JsonSerializer.Serialize(this, ImportJson.Options);
}
