using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Editing;

/// <summary>The id and the operation of a contact to be made. With an idempotency key both follow from it, so that a repeat meets the first.</summary>
internal sealed record NewContact(ContactId Id, Operation Operation)
{
    public static NewContact For(EditContext context, bool shared, IdempotencyKey? key)
    {
        var actor = context.Caller.Actor;
        var unique = key is null ? Guid.NewGuid().ToByteArray() : SHA256.HashData(Encoding.UTF8.GetBytes($"{actor}\n{key.Key}"))[..16];
        var name = Convert.ToHexStringLower(unique);
        var id = shared ? ContactId.Shared(Shard(unique), name) : ContactId.Personal(context.Scope.Personal!.Value, name);
        return new NewContact(id, new Operation($"create-{name}", actor, actor) { Note = Encoding.UTF8.GetBytes(RowKeys.Hash(key?.Request ?? "")) });
    }

    /// <summary>False where the key stood for another request: then the receipt bears another request's mark.</summary>
    public bool IsAnsweredBy(Committed committed) => committed.IsStored && committed.Note.Span.SequenceEqual(Operation.Note.Span);

    /// <summary>Always one of the first shards, so that a repeat finds its receipt after shards were added.</summary>
    private static int Shard(byte[] unique) => unique[0] % TenantRecord.FirstShards;
}
