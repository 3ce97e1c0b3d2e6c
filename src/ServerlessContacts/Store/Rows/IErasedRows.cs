using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Store.Rows;

/// <summary>
/// A room's part in the erasure of a person. Contacts, and all that lies in the partition of a member who is erased, go without the rooms:
/// this is about what they know of the person elsewhere. Each part may be repeated and finds less the second time.
/// </summary>
public interface IErasedRows
{
    /// <summary>
    /// What becomes of a row of the room's in a partition that stays. Pure; null where the row stays as it is and counts nothing.
    /// </summary>
    RowErasure? Erase(OwnedRow row, ErasedPerson person) => null;

    /// <summary>
    /// What the log may go on to say about a row of the room's. Pure; null for nothing, the row itself where all may stay.
    /// </summary>
    ChangedRow? Redact(RowKind kind, Partition partition, ChangedRow row, ErasedPerson person) => row;

    /// <summary>
    /// Whether a row of a kind with a <see cref="RowKind.Trace"/> counts where it goes with its member or contact; false for one that only
    /// belongs to another.
    /// </summary>
    bool IsCounted(RowKind kind, string rowKey) => true;

    /// <summary>Whether a receipt's note, written by the room, says something of a person.</summary>
    bool IsOfPerson(ReadOnlyMemory<byte> note) => false;

    /// <summary>By what else the room knows the person, beside the marks that are known already.</summary>
    Task<PersonMarks> MarksAsync(ErasedPerson person, CancellationToken cancellationToken) => Task.FromResult(new PersonMarks());

    /// <summary>The edits that belong into the transaction that deletes the contact.</summary>
    Task<IReadOnlyList<Edit>> EditsWithAsync(Partition partition, ContactId contact, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Edit>>([]);

    /// <summary>Ends what a member has going on, before their rows go.</summary>
    Task EndAsync(TenantId tenant, MemberId member, string actor, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Rows that say nothing of a person, or only in a member's own partition.</summary>
public sealed class KeptRows : IErasedRows
{
    private KeptRows()
    {
    }

    public static KeptRows All { get; } = new();
}
