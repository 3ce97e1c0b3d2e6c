using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Interactions;

/// <summary>The rows of calls and messages. Whose contact or number is erased has none any more.</summary>
public sealed class InteractionRows(InteractionHousekeeping old) : IOwnedRows, IErasedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } = [InteractionLog.Kind];

    public IErasedRows Erasure => this;

    public IReadOnlyList<IHousekeepingStep> Housekeeping => [old];

    public RowErasure? Erase(OwnedRow row, ErasedPerson person) =>
        IsWith(row.Stored.RowKey, row.Stored.Data, person) ? RowErasure.Delete(row) : null;

    public ChangedRow? Redact(RowKind kind, Partition partition, ChangedRow row, ErasedPerson person) =>
        IsWith(row.RowKey, row.After ?? row.Before, person) ? null : row;

    /// <summary>The note is the key of the call, which says with whom it was and when.</summary>
    public bool IsOfPerson(ReadOnlyMemory<byte> note) => note.Span.StartsWith("i~"u8);

    private static bool IsWith(string rowKey, ReadOnlyMemory<byte>? data, ErasedPerson person) =>
        person.Has(RowKeys.NameOf(rowKey).Split('~')[0]) || (data is { } call && JsonTexts.At(call, "number") is { } number
            && person.HasNumber(number));
}
