using System.Globalization;
using System.Security.Cryptography;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Erasure;

/// <summary>Somebody's wish that a person be erased, or be looked for.</summary>
/// <param name="Contacts">Who it is; none where it is a member.</param>
/// <param name="IdempotencyKey">The caller's own name for the request, so that its repeat is the same erasure.</param>
public sealed record ErasureRequest(TenantId Tenant, IReadOnlyList<ContactId> Contacts, bool DryRun, string Actor, string? IdempotencyKey)
{
    /// <summary>The member who leaves, if it is one, with all that is theirs.</summary>
    public MemberId? Member { get; init; }
}

/// <summary>Takes wishes for erasures and tells what became of them. The work is done from the queue.</summary>
public sealed class Erasures(ErasureStore store, IWorkQueue<ErasureMessage> queue, TimeProvider time)
{
    public const int IdLength = 20;

    /// <summary>So many entries of an address book may be one person; more is another wish.</summary>
    public const int MostContacts = 100;

    public Task<StoredErasure?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => store.FindAsync(tenant, id, cancellationToken);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<StoredErasure>> AllAsync(TenantId tenant, CancellationToken cancellationToken) =>
        [.. (await store.AllAsync(tenant, cancellationToken).ToListAsync(cancellationToken)).OrderByDescending(erasure => erasure.Record.Requested)];

    /// <summary>The erasure, new or of the same idempotency key; null where that key stood for another request.</summary>
    public async Task<StoredErasure?> RequestAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        var record = new ErasureRecord
        {
            Id = request.IdempotencyKey is { } key ? RowKeys.Hash($"erasure\n{request.Actor}\n{key}")[..IdLength] : NewId(time.GetUtcNow()),
            By = request.Actor,
            Requested = time.GetUtcNow(),
            DryRun = request.DryRun,
            Member = request.Member?.Value,
            Contacts = [.. request.Contacts.Select(contact => contact.ToString()).Distinct(StringComparer.Ordinal)],
        };
        var stored = await store.AddAsync(request.Tenant, record, cancellationToken);
        if ((stored.Record.DryRun, stored.Record.Member) != (record.DryRun, record.Member) || !stored.Record.Contacts.SequenceEqual(record.Contacts, StringComparer.Ordinal))
        {
            return null;
        }

        if (!stored.IsFinished)
        {
            await queue.SendAsync(new ErasureMessage(request.Tenant.Value, stored.Record.Id), cancellationToken);
        }

        return stored;
    }

    private static string NewId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{(1L << 48) - 1 - now.ToUnixTimeMilliseconds():x12}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
}
