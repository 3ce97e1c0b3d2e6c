using System.Text;
using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Claims;

/// <summary>
/// Makes a value unique across partitions, where no transaction reaches: the claim row is written before the contact that needs it.
/// A claim that its contact does not confirm is left over from a write that never came, and is taken over by its entity tag.
/// </summary>
public sealed class Claims(Journal journal, TimeProvider time)
{
    public static RowKind Kind { get; } = new('u', "claim", PartitionKind.Directory) { Trace = Traces.Marks };

    /// <summary>The kind of an internal contact's e-mail addresses.</summary>
    public const string Email = "email";

    /// <summary>Longer than any write takes from its claim to its contact; until then a claim is respected unconfirmed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Claims the value for the contact; false where another contact has it.</summary>
    /// <param name="confirms">Whether the contact named by an existing claim really has the value.</param>
    public async Task<bool> TakeAsync(TenantId tenant, string kind, string value, ContactId contact, string actor, Func<ContactId, Task<bool>> confirms, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        var key = Key(kind, value);
        for (var retry = Retry.OnConflict(partition); ; retry.Again())
        {
            var row = await journal.FindAsync(partition, key, cancellationToken);
            var holder = row is null ? null : Holder(row);
            if (holder is not null && holder.Contact != contact.ToString() && await HoldsAsync(holder, confirms))
            {
                return false;
            }

            var claim = new Edit(key, row, JsonSerializer.SerializeToUtf8Bytes(new ClaimData(contact.ToString(), time.GetUtcNow())));
            if ((await journal.CommitAsync(partition, Operation.New(actor), [claim], cancellationToken)).IsStored)
            {
                return true;
            }
        }
    }

    /// <summary>Gives the value back, if the contact has it.</summary>
    public async Task ReleaseAsync(TenantId tenant, string kind, string value, ContactId contact, string actor, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        if (await journal.FindAsync(partition, Key(kind, value), cancellationToken) is { } row && Holder(row).Contact == contact.ToString())
        {
            await journal.CommitAsync(partition, Operation.New(actor), [new Edit(row.RowKey, row, null)], cancellationToken);
        }
    }

    private async Task<bool> HoldsAsync(ClaimData holder, Func<ContactId, Task<bool>> confirms) =>
        time.GetUtcNow() - holder.At < Grace || (ContactId.TryParse(holder.Contact, out var id) && await confirms(id));

    /// <summary>The id of the contact that has the value of a claim's row.</summary>
    internal static string HolderOf(ReadOnlyMemory<byte> claim) => Read(claim).Contact;

    private static ClaimData Holder(StoredRow row) => Read(row.Data);

    private static ClaimData Read(ReadOnlyMemory<byte> claim) => JsonSerializer.Deserialize<ClaimData>(claim.Span)!;

    private static string Key(string kind, string value) =>
        Kind.Key($"{kind}~{(Encoding.UTF8.GetByteCount(value) <= 100 ? KeyText.Encode(value) : RowKeys.Hash(value))}");

    private sealed record ClaimData(string Contact, DateTimeOffset At);
}
