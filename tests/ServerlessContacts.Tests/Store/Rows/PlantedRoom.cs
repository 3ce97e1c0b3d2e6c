using System.Globalization;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>
/// A room that no engine has heard of: notes on contacts, which live for as many days as they say, and counts of them, which are made
/// anew.
/// </summary>
internal sealed class PlantedRoom(ITable table, TimeProvider time) : IOwnedRows, IErasedRows, IHousekeepingStep
{
    public const string Trace = "notes";

    public static readonly RowKind Note =
        new('w', "note", PartitionKind.Shared, PartitionKind.Member) { Trace = Trace, Departure = RowDeparture.Logged };

    public static readonly RowKind Count = new('v', "count of notes", PartitionKind.Shared) { IsBackedUp = false };

    public IReadOnlyList<RowKind> Kinds { get; } = [Note, Count];

    public IErasedRows Erasure => this;

    public IReadOnlyList<IHousekeepingStep> Housekeeping => [this];

    /// <summary>A note's name is the contact's id and a number.</summary>
    public static Edit Write(string contact, int number, string text) => new(Note.Key($"{contact}~{number}"), null, Text(text));

    public static ReadOnlyMemory<byte> Text(string text) => System.Text.Encoding.UTF8.GetBytes($"\"{text}\"");

    public RowErasure? Erase(OwnedRow row, ErasedPerson person) =>
        row.Kind == Note && IsTheirs(row.Stored.RowKey, row.Stored.Data, person) ? RowErasure.Delete(row) : null;

    public ChangedRow? Redact(RowKind kind, Partition partition, ChangedRow row, ErasedPerson person) =>
        kind == Note && (row.After ?? row.Before) is { } text && IsTheirs(row.RowKey, text, person) ? null : row;

    public async Task RestoredAsync(Partition partition, CancellationToken cancellationToken)
    {
        if (partition.Kind == PartitionKind.Shared)
        {
            var rows = new PlainRows(table);
            var notes = await rows.RowsAsync(partition.Key, Note, cancellationToken).CountAsync(cancellationToken);
            await rows.PutAsync(partition.Key, Count.Key("all"), Text($"{notes}"), cancellationToken);
        }
    }

    /// <summary>Notes live for 40 days after their number, which stands for a day.</summary>
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var old = new PlainRows(table).RowsAsync(partition.Key, Note, cancellationToken).Where(row => DayOf(row.RowKey).AddDays(40) < time.GetUtcNow());
        return await new ExpiredRows(table, time).DeleteAsync(partition, old, until, cancellationToken)
            ? time.GetUtcNow().AddDays(1)
            : null;
    }

    private static DateTimeOffset DayOf(string rowKey) =>
        DateTimeOffset.UnixEpoch.AddDays(int.Parse(rowKey.Split('~')[^1], CultureInfo.InvariantCulture));

    private static bool IsTheirs(string rowKey, ReadOnlyMemory<byte> text, ErasedPerson person) =>
        person.Has(RowKeys.NameOf(rowKey).Split('~')[0]) || person.IsIn(JsonTexts.Of(text));
}
