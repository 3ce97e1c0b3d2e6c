using System.Collections.Frozen;

namespace ServerlessContacts.Store.Rows;

/// <summary>The rows and containers of all rooms.</summary>
public sealed class RowCatalog
{
    private readonly FrozenDictionary<(PartitionKind Partition, char Letter), (RowKind Kind, IOwnedRows Room)> owners;

    /// <exception cref="InvalidOperationException">Two kinds in one kind of partition share a letter.</exception>
    public RowCatalog(IEnumerable<IOwnedRows> rooms)
    {
        Rooms = [.. rooms];
        var all = new Dictionary<(PartitionKind, char), (RowKind Kind, IOwnedRows Room)>();
        foreach (var (room, kind, partition) in from room in Rooms from kind in room.Kinds from partition in kind.Partitions select (room, kind, partition))
        {
            if (!all.TryAdd((partition, kind.Letter), (kind, room)))
            {
                var other = all[(partition, kind.Letter)].Kind;
                throw new InvalidOperationException($"In {partition.Key} both {other} and {kind} have the letter {kind.Letter}.");
            }
        }

        owners = all.ToFrozenDictionary();
    }

    public IReadOnlyList<IOwnedRows> Rooms { get; }

    public IEnumerable<RowKind> Kinds => Rooms.SelectMany(room => room.Kinds);

    public IEnumerable<OwnedContainer> Containers => Rooms.SelectMany(room => room.Containers);

    /// <summary>
    /// The kind of a row and the room that owns it; null for the head, the beginning of the log, and what no room declares.
    /// </summary>
    public (RowKind Kind, IOwnedRows Room)? Find(PartitionKind partition, string rowKey) =>
        rowKey.Length > 1 && rowKey[1] == '~' && owners.TryGetValue((partition, rowKey[0]), out var owner) ? owner : null;

    /// <summary>As what an erasure counts the row; null for one of which nobody asks.</summary>
    public string? TraceOf(PartitionKind partition, string rowKey) =>
        Find(partition, rowKey) is ({ Trace: { } trace } kind, var room) && room.Erasure.IsCounted(kind, rowKey) ? trace : null;
}
