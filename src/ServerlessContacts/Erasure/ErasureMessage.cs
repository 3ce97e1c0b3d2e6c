using System.Text.Json;

namespace ServerlessContacts.Erasure;

/// <summary>What lies in the queue: whose erasure is to be gone on with.</summary>
public sealed record ErasureMessage(string Tenant, string Erasure)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static ErasureMessage Parse(string text) => JsonSerializer.Deserialize<ErasureMessage>(text, Options)!;

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
