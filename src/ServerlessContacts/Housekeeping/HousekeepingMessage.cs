using System.Text.Json;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Housekeeping;

/// <summary>What lies in the queue: a partition that is due, and the day since when.</summary>
public sealed record HousekeepingMessage(string Partition, DateOnly Day)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static HousekeepingMessage Of(DuePartition due) => new(due.Partition.Key, due.Day);

    public static HousekeepingMessage Parse(string text) => JsonSerializer.Deserialize<HousekeepingMessage>(text, Options)!;

    /// <exception cref="InvalidDataException">No partition has that key.</exception>
    public DuePartition Due() => Store.Partition.TryParse(Partition, out var partition)
        ? new DuePartition(partition, Day)
        : throw new InvalidDataException($"There is no partition {Partition}.");

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
