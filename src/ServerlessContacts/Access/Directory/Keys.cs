using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Access;

/// <summary>What somebody wants a key for. <see cref="IdempotencyKey"/> is the caller's own name for the request.</summary>
public sealed record KeyRequest(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? Expires, string? IdempotencyKey);

/// <summary>A key as its maker sees it, this once with its secret.</summary>
public sealed record IssuedKey(ApplicationKeyRecord Record, string Secret);

/// <summary>
/// Makes, rotates and revokes application keys. Secrets are stored as hashes only, so a repeated request cannot be told the secret of the first
/// answer: it gets a new one for the same key, and the one that was lost on the way ends at once.
/// </summary>
public sealed class Keys(Journal journal, TimeProvider time, RandomNumberGenerator random)
{
    /// <summary>How long the old secret goes on after a rotation, so that applications can be changed over.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Whether the same request was served before.</summary>
    public Task<bool> IsRepeatAsync(TenantId tenant, KeyRequest request, string actor, CancellationToken cancellationToken) =>
        journal.HasStoredAsync(Partition.Directory(tenant), Named(actor, "create-key", request.IdempotencyKey), cancellationToken);

    /// <summary>The new key; null where the idempotency key stood for another request, or its key is revoked.</summary>
    public async Task<IssuedKey?> CreateAsync(TenantId tenant, KeyRequest request, string actor, CancellationToken cancellationToken)
    {
        var key = ApplicationKey.Create(tenant, random);
        var record = ApplicationKeyRecord.For(key, request.Name, request.Scopes, actor, time.GetUtcNow()) with { Expires = request.Expires };
        var operation = Named(actor, "create-key", request.IdempotencyKey) with { Note = Encoding.UTF8.GetBytes(key.Id) };
        var committed = await journal.CommitAsync(Partition.Directory(tenant), operation, [new Edit(Row(key.Id), null, DirectoryJson.Write(record))], cancellationToken);
        return committed.Status == CommitStatus.Repeated
            ? await ReissueAsync(tenant, Encoding.UTF8.GetString(committed.Note.Span), record, actor, cancellationToken)
            : new IssuedKey(record, key.Format());
    }

    /// <summary>The key with a new secret; null where there is none of that id, or it is revoked.</summary>
    public async Task<IssuedKey?> RotateAsync(TenantId tenant, string id, string actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ApplicationKey.Replace(tenant, id, random);
        var operation = Named(actor, $"rotate-key\n{id}", idempotencyKey);
        var (record, status) = await ChangeAsync(tenant, id, record => record.Rotate(key, time.GetUtcNow(), Overlap), operation, cancellationToken);
        return (record, status) switch
        {
            (null, _) => null,
            (_, CommitStatus.Repeated) => await ReissueAsync(tenant, id, null, actor, cancellationToken),
            _ => new IssuedKey(record, key.Format()),
        };
    }

    /// <summary>The revoked key; null where there is none of that id, or it is revoked already.</summary>
    public async Task<ApplicationKeyRecord?> RevokeAsync(TenantId tenant, string id, string actor, CancellationToken cancellationToken) =>
        (await ChangeAsync(tenant, id, record => record.Revoke(time.GetUtcNow()), Operation.New(actor), cancellationToken)).Record;

    /// <summary>A new secret in place of the newest; the one before that, if it still goes on, is left alone.</summary>
    private async Task<IssuedKey?> ReissueAsync(TenantId tenant, string id, ApplicationKeyRecord? asked, string actor, CancellationToken cancellationToken)
    {
        var key = ApplicationKey.Replace(tenant, id, random);
        var (record, _) = await ChangeAsync(tenant, id, record => IsFor(record, asked) ? record with { Hash = key.Hash() } : null, Operation.New(actor), cancellationToken);
        return record is null ? null : new IssuedKey(record, key.Format());
    }

    private static bool IsFor(ApplicationKeyRecord record, ApplicationKeyRecord? asked) =>
        asked is null || (string.Equals(record.Name, asked.Name, StringComparison.Ordinal) && record.Scopes.SequenceEqual(asked.Scopes, StringComparer.Ordinal));

    private async Task<(ApplicationKeyRecord? Record, CommitStatus Status)> ChangeAsync(
        TenantId tenant, string id, Func<ApplicationKeyRecord, ApplicationKeyRecord?> change, Operation operation, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        while (await journal.FindAsync(partition, Row(id), cancellationToken) is { } row && DirectoryJson.Read<ApplicationKeyRecord>(row) is { Revoked: null } record)
        {
            if (change(record) is not { } changed)
            {
                break;
            }

            var committed = await journal.CommitAsync(partition, operation, [new Edit(row.RowKey, row, DirectoryJson.Write(changed))], cancellationToken);
            if (committed.IsStored)
            {
                return (changed, committed.Status);
            }
        }

        return (null, CommitStatus.Conflict);
    }

    private static Operation Named(string actor, string what, string? idempotencyKey) =>
        idempotencyKey is null ? Operation.New(actor) : new Operation(RowKeys.Hash($"{what}\n{actor}\n{idempotencyKey}"), actor, actor);

    /// <summary>Ids come from outside too; what is too long for a key stands as its hash, which is nobody's.</summary>
    private static string Row(string id) => RowKeys.Of(RowKeys.ApplicationKey, id.Length <= 64 ? KeyText.Encode(id) : RowKeys.Hash(id));
}
