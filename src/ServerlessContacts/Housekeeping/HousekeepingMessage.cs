using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Housekeeping;

/// <summary>What lies in the queue: a partition that is due, and the day since when.</summary>
public sealed record HousekeepingMessage(string Partition, DateOnly Day)
{
    public static HousekeepingMessage Of(DuePartition due) => new(due.Partition.Key, due.Day);

    public static HousekeepingMessage Parse(string text) => StoredJson.Read<HousekeepingMessage>(text);

    /// <exception cref="InvalidDataException">No partition has that key.</exception>
    public DuePartition Due() => Store.Partition.TryParse(Partition, out var partition)
        ? new DuePartition(partition, Day)
        : throw new InvalidDataException($"There is no partition {Partition}.");

    public override string ToString() => StoredJson.Text(this);
}
