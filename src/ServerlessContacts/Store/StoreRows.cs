using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Store;

/// <summary>
/// The rows that every room above stands on: contacts with their stars and counts, the log, claims, and what timers go by.
/// </summary>
public sealed class StoreRows(PhotoHousekeeping photos) : IOwnedRows, IErasedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } =
    [
        StoredContact.Kind, StoredContact.DeletedKind, FavoriteRow.Kind, ContactActivity.Kind, Change.Kind, StoredReceipt.Kind,
        Claims.Claims.Kind, PhotoHousekeeping.Kind,
        HousekeepingCalendar.Kind, WakeUps.Kind, SetAsideRows.Kind,
    ];

    public IReadOnlyList<OwnedContainer> Containers { get; } = [new(Photos.Container, ContainerContent.Pictures, IsBackedUp: true)];

    public IErasedRows Erasure => this;

    public IReadOnlyList<IHousekeepingStep> Housekeeping => [photos];

    public RowErasure? Erase(OwnedRow row, ErasedPerson person) =>
        IsOf(row.Kind, row.Name, row.Stored.Data, person) ? RowErasure.Delete(row) : null;

    public ChangedRow? Redact(RowKind kind, Partition partition, ChangedRow row, ErasedPerson person) =>
        IsOf(kind, RowKeys.NameOf(row.RowKey), row.After, person) || IsOf(kind, RowKeys.NameOf(row.RowKey), row.Before, person)
            ? null
            : row;

    private static bool IsOf(RowKind kind, string name, ReadOnlyMemory<byte>? data, ErasedPerson person) =>
        kind == FavoriteRow.Kind || kind == ContactActivity.Kind ? person.Has(name)
        : kind == Claims.Claims.Kind && data is { } claim && person.Has(Claims.Claims.HolderOf(claim));
}
