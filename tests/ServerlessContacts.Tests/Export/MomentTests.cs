using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Export;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Contacts;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Export;

/// <summary>An export is the address book at one moment, whatever is written while it runs.</summary>
public class MomentTests
{
    private static readonly Partition Shard = Partition.Shared(ExportRig.Tenant, 0);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task What_is_made_changed_deleted_and_made_again_meanwhile_is_not_seen(int seed, bool isNamed)
    {
        var table = new BusyTable();
        var rig = new ExportRig(table);
        await rig.ShareAsync(Enumerable.Range(0, 60).Select(number => Named($"before {number}")));
        var named = Enumerable.Range(0, 90).Select(number => ContactId.Shared(0, $"c{number:0000}")).ToHashSet();
        var query = new ExportQuery { Only = isNamed ? named : null };
        var export = await rig.PrepareAsync(ExportFormat.Csv, query);
        var writer = new Writer(rig.Journal, new Random(seed));
        table.Meanwhile = writer.WriteAsync;
        var names = Names(await ExportRig.WriteAsync(export));
        Assert.Equal(Enumerable.Range(0, 60).Select(number => $"before {number}").Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.InRange(writer.Writes, 20, 1000);

        table.Meanwhile = null;
        Assert.Equal(writer.Expected(), Names(await rig.ExportAsync(ExportFormat.Csv)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Both_readings_see_the_same()
    {
        var table = new BusyTable();
        var rig = new ExportRig(table);
        await rig.ShareAsync(Enumerable.Range(0, 60).Select(number => Named($"before {number}")));
        table.Meanwhile = new Writer(rig.Journal, new Random(4)).WriteAsync;
        var export = await rig.PrepareAsync(ExportFormat.Csv);
        Assert.Equal(export.Report.Contacts, Names(await ExportRig.WriteAsync(export)).Count);
        Assert.Equal(60, export.Report.Contacts);
    }

    private static Contact Named(string name) => GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = name } });

    private static List<string> Names(string file) => [.. FormulaTests.Rows(file).Skip(1).Select(row => row[1])];

    /// <summary>Lets somebody write between the pages of a reading of contacts.</summary>
    private sealed class BusyTable : ITable
    {
        private readonly MemoryTable table = new();

        public Func<Task>? Meanwhile { get; set; }

        public async Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            var row = await table.FindAsync(partitionKey, rowKey, cancellationToken);
            await (Meanwhile is { } write && StoredContact.Kind.Holds(rowKey) ? write() : Task.CompletedTask);
            return row;
        }

        public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
            table.SubmitAsync(partitionKey, rows, cancellationToken);

        public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var row in table.RangeAsync(partitionKey, from, to, cancellationToken))
            {
                yield return row;
                if (Meanwhile is { } write && StoredContact.Kind.Holds(row.RowKey))
                {
                    await write();
                }
            }
        }
    }

    private sealed class Writer(Journal journal, Random random)
    {
        private readonly ContactStore contacts = new(journal);
        private bool isWriting;

        public int Writes { get; private set; }

        private Dictionary<string, string> Now { get; } = Enumerable.Range(0, 60).ToDictionary(number => $"c{number:0000}", number => $"before {number}", StringComparer.Ordinal);

        public IEnumerable<string> Expected() => Now.Values.Order(StringComparer.Ordinal);

        public async Task WriteAsync()
        {
            if (!isWriting)
            {
                isWriting = true;
                await ChangeAsync($"c{random.Next(90):0000}", $"after {++Writes}");
                isWriting = false;
            }
        }

        private async Task ChangeAsync(string unique, string name)
        {
            var id = ContactId.Shared(0, unique);
            var stored = await contacts.FindAsync(ExportRig.Tenant, id, default);
            IReadOnlyList<Edit> edits = stored is null ? [ContactEdits.Create(id, Record(name))]
                : random.Next(2) == 0 ? [ContactEdits.Change(stored, Record(name))]
                : [new Edit(stored.Row.RowKey, stored.Row, null)];
            await journal.CommitAsync(Shard, Operation.New("member:ada"), edits, default);
            if (edits[0].After is null)
            {
                Now.Remove(unique);
            }
            else
            {
                Now[unique] = name;
            }
        }

        private static ContactRecord Record(string name) => Provenance.Create(Named(name), "member:ada", "member:ada", DateTimeOffset.UnixEpoch);
    }
}
