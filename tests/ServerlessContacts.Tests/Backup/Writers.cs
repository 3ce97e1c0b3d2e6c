using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Backup;

/// <summary>
/// Seeded writers of several partitions, as the service's are: a contact and its link in one transaction, the one in the log and the other not; deletions that keep what was; compaction. They remember
/// how each partition was after each of its changes.
/// </summary>
internal sealed class Writers(int seed, MemoryTable table, TimeProvider time)
{
    private const string Kinds = "clx";

    private static readonly TenantId Acme = new("acme");

    private readonly Random random = new(seed);
    private readonly Journal journal = new(table, time);
    private readonly Dictionary<(string Partition, long Sequence), string> history = [];

    public static IReadOnlyList<Partition> Partitions { get; } =
        [Partition.Directory(Acme), Partition.Member(Acme, new MemberId("Bob/ß")), Partition.Shared(Acme, 0), Partition.Shared(Acme, 1), Partition.Shared(new TenantId("acme-b"), 0)];

    /// <summary>What the kinds of a partition's rows that the writers write hold.</summary>
    public static string StateOf(MemoryTable table, Partition partition) => string.Join('\n', table.Dump()
        .Where(row => row.Partition == partition.Key && row.Row.RowKey[1..].StartsWith('~') && Kinds.Contains(row.Row.RowKey[0], StringComparison.Ordinal))
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Row.RowKey} {row.Row.Sequence} {Encoding.UTF8.GetString(row.Row.Data.Span)}")));

    public string StateAt(Partition partition, long sequence) => sequence == 0 ? "" : history[(partition.Key, sequence)];

    public async Task WriteAsync(int changes)
    {
        for (var i = 0; i < changes; i++)
        {
            await WriteAsync();
        }
    }

    /// <summary>Writes once in so many calls; now and then much at once.</summary>
    public Func<Task> OnceIn(int calls) => () => random.Next(calls) == 0 ? WriteAsync(random.Next(5) == 0 ? 6 : 1) : Task.CompletedTask;

    private async Task WriteAsync()
    {
        var partition = Partitions[random.Next(Partitions.Count)];
        if (random.Next(40) == 0)
        {
            await new LogCompactor(table, journal, time).RunAsync(partition, time.GetUtcNow() - TimeSpan.FromDays(90), DateTimeOffset.MaxValue, default);
            return;
        }

        var name = random.Next(30).ToString("D2", CultureInfo.InvariantCulture);
        var committed = await journal.CommitAsync(partition, Operation.New("member:ada") with { Note = "a note"u8.ToArray() }, await EditsAsync(partition, name), default);
        Assert.True(committed.IsStored);
        history[(partition.Key, committed.Sequence)] = StateOf(table, partition);
    }

    private async Task<IReadOnlyList<Edit>> EditsAsync(Partition partition, string name)
    {
        var (contact, link, deleted) = (await FindAsync(partition, $"c~{name}"), await FindAsync(partition, $"l~{name}"), await FindAsync(partition, $"x~{name}"));
        var value = Encoding.UTF8.GetBytes($$"""{"v":{{random.Next(1_000_000)}}}""");
        return (contact, random.Next(4)) switch
        {
            ({ } there, 0) => [new Edit(there.RowKey, there, null), new Edit($"x~{name}", deleted, there.Data) { IsLogged = false }, new Edit(link!.RowKey, link, null) { IsLogged = false }],
            _ => [new Edit($"c~{name}", contact, value), new Edit($"l~{name}", link, value) { IsLogged = false }],
        };
    }

    private Task<StoredRow?> FindAsync(Partition partition, string key) => table.FindAsync(partition.Key, key, default);
}
