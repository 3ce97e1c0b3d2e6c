using ServerlessContacts.Store.Housekeeping;

namespace ServerlessContacts.Store.Rows;

/// <summary>
/// What a room declares about the rows and the containers that are its own. Erasure, backup and housekeeping work by what the rooms
/// declare and know no room, so a new kind of row is declared in one place. Each room that stores something registers one.
/// </summary>
public interface IOwnedRows
{
    IReadOnlyList<RowKind> Kinds { get; }

    IReadOnlyList<OwnedContainer> Containers => [];

    /// <summary>What becomes of the rows when their person is erased.</summary>
    IErasedRows Erasure => KeptRows.All;

    /// <summary>How long the rows live: what deletes those whose time is over.</summary>
    IReadOnlyList<IHousekeepingStep> Housekeeping => [];

    /// <summary>
    /// Makes the rows anew that are in no backup and name what waits in a restored partition. May be called for a partition as often as
    /// need be.
    /// </summary>
    Task RestoredAsync(Partition partition, CancellationToken cancellationToken) => Task.CompletedTask;
}
