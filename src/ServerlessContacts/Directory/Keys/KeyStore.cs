using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Directory.Keys;

/// <summary>What somebody wants a key for. <see cref="IdempotencyKey"/> is the caller's own name for the request.</summary>
public sealed record KeyRequest(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? Expires, string? IdempotencyKey);

/// <summary>What became of a request for a key.</summary>
public abstract record KeyResult
{
    private KeyResult()
    {
    }

    /// <summary>
    /// A key as its maker sees it. The secret is shown this once: null where an earlier answer to the same request has shown it.
    /// </summary>
    public sealed record Issued(ApplicationKeyRecord Record, string? Secret) : KeyResult;

    /// <summary>There is no such key, or it is revoked.</summary>
    public sealed record NotFound : KeyResult;

    public sealed record QuotaReached(int Most) : KeyResult;

    public sealed record Invalid(FieldProblem Problem) : KeyResult;
}

/// <summary>
/// Makes, rotates and revokes application keys. Secrets are stored as hashes only, so a repeated request cannot be told the secret of the
/// first answer: it is told that it was shown. Whoever lost it rotates the key.
/// </summary>
public sealed class KeyStore(Journal journal, Limits limits, TimeProvider time, RandomNumberGenerator random)
{
    /// <summary>How long the old secret goes on after a rotation, so that applications can be changed over.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>
    /// The new key. It is stored before all are counted, so that no number of requests at once passes the limit; one too many is taken away
    /// again.
    /// </summary>
    public Task<KeyResult> CreateAsync(TenantId tenant, KeyRequest request, string actor, CancellationToken cancellationToken) =>
        CreateAsync(tenant, request, "create-key", actor, cancellationToken);

    /// <summary>The key with a new secret.</summary>
    public async Task<KeyResult> RotateAsync(
        TenantId tenant, string id, string actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ApplicationKey.Replace(tenant, id, random);
        var operation = Named(actor, $"rotate-key\n{id}", idempotencyKey) with { Note = Guid.NewGuid().ToByteArray() };
        var (record, committed) =
            await ChangeAsync(tenant, id, record => record.Rotate(key, time.GetUtcNow(), Overlap), operation, cancellationToken);
        return record is null ? new KeyResult.NotFound()
            : IsOwn(operation, committed!) ? new KeyResult.Issued(record, key.Format())
            : await FindAsync(tenant, id, cancellationToken) is { } known ? new KeyResult.Issued(known, null)
            : new KeyResult.NotFound();
    }

    /// <summary>The revoked key; null where there is none of that id, or it is revoked already.</summary>
    public async Task<ApplicationKeyRecord?> RevokeAsync(TenantId tenant, string id, string actor, CancellationToken cancellationToken) =>
        (await ChangeAsync(tenant, id, record => record.Revoke(time.GetUtcNow()), Operation.New(actor), cancellationToken)).Record;

    /// <param name="tenant">Whose.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="what">
    /// By what a repeat is recognised, together with the caller and their name for the request. A request that follows one that was refused
    /// names the key that was taken away.
    /// </param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<KeyResult> CreateAsync(
        TenantId tenant, KeyRequest request, string what, string actor, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        var key = ApplicationKey.Create(tenant, random);
        var record =
            ApplicationKeyRecord.For(key, request.Name, request.Scopes, actor, time.GetUtcNow()) with { Expires = request.Expires };
        var operation = Named(actor, what, request.IdempotencyKey) with { Note = Encoding.UTF8.GetBytes(key.Id) };
        var edit = new Edit(Row(key.Id), null, StoredJson.Write(record));
        var committed = await journal.CommitAsync(partition, operation, [edit], cancellationToken);
        if (!IsOwn(operation, committed))
        {
            var first = Encoding.UTF8.GetString(committed.Note.Span);
            return await FindAsync(tenant, first, cancellationToken) is { } known
                ? new KeyResult.Issued(known, null)
                : await CreateAsync(tenant, request, $"create-key\n{first}", actor, cancellationToken);
        }

        if (await HasRoomAsync(partition, record, committed.Sequence, cancellationToken))
        {
            return new KeyResult.Issued(record, key.Format());
        }

        LimitTelemetry.Limited("keys");
        await WithdrawAsync(partition, key.Id, actor, cancellationToken);
        return new KeyResult.QuotaReached(limits.Keys);
    }

    /// <summary>
    /// Whether it was this very call that stored the operation. Where its answer was lost on the way, the journal finds it stored, too, but
    /// nobody has seen the secret yet.
    /// </summary>
    private static bool IsOwn(Operation operation, Committed committed) => committed.Note.Span.SequenceEqual(operation.Note.Span);

    private async Task<ApplicationKeyRecord?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        await journal.FindAsync(Partition.Directory(tenant), Row(id), cancellationToken) is { } row
            ? StoredJson.Read<ApplicationKeyRecord>(row)
            : null;

    /// <summary>
    /// Whether fewer than allowed came before the key. One that was stored before came before, and so did one that is older and was changed
    /// since.
    /// </summary>
    private async Task<bool> HasRoomAsync(Partition partition, ApplicationKeyRecord own, long sequence, CancellationToken cancellationToken)
    {
        var before = 0;
        await foreach (var row in journal.RowsAsync(partition, ApplicationKeyRecord.Kind, cancellationToken))
        {
            var key = StoredJson.Read<ApplicationKeyRecord>(row);
            var isEarlier = row.Sequence < sequence || key.Created < own.Created;
            before += isEarlier && key.Revoked is null && key.Id != own.Id ? 1 : 0;
        }

        return before < limits.Keys;
    }

    private async Task WithdrawAsync(Partition partition, string id, string actor, CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(partition, Row(id), cancellationToken) is { } row)
        {
            await journal.CommitAsync(partition, Operation.New(actor), [new Edit(row.RowKey, row, null)], cancellationToken);
        }
    }

    private async Task<(ApplicationKeyRecord? Record, Committed? Committed)> ChangeAsync(
        TenantId tenant,
        string id,
        Func<ApplicationKeyRecord, ApplicationKeyRecord> change,
        Operation operation,
        CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        for (var retry = Retry.OnConflict(partition); ; retry.Again())
        {
            var row = await journal.FindAsync(partition, Row(id), cancellationToken);
            if (row is null || StoredJson.Read<ApplicationKeyRecord>(row) is not { Revoked: null } record)
            {
                return default;
            }

            var changed = change(record);
            var edit = new Edit(row.RowKey, row, StoredJson.Write(changed));
            var committed = await journal.CommitAsync(partition, operation, [edit], cancellationToken);
            if (committed.IsStored)
            {
                return (changed, committed);
            }
        }
    }

    private static Operation Named(string actor, string what, string? idempotencyKey) =>
        idempotencyKey is null
            ? Operation.New(actor)
            : new Operation(RowKeys.Hash($"{what}\n{actor}\n{idempotencyKey}"), actor, actor);

    /// <summary>Ids come from outside too; what is too long for a key stands as its hash, which is nobody's.</summary>
    private static string Row(string id) => ApplicationKeyRecord.Kind.Key(id.Length <= 64 ? KeyText.Encode(id) : RowKeys.Hash(id));
}
