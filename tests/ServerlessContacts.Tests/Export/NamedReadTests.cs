using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Export;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Contacts;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Export;

/// <summary>An export of contacts that are known by their ids reads these, and not all.</summary>
public sealed class NamedReadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(500)]
    public async Task An_export_of_few_contacts_reads_few_rows(int count)
    {
        var table = new CountingTable();
        var rig = new ExportRig(table);
        await rig.ShareAsync(Enumerable.Range(0, 2000).Select(number => Named($"contact {number}")));
        table.Read = 0;
        var export = await rig.PrepareAsync(ExportFormat.Csv, Only(count));
        await ExportRig.WriteAsync(export);
        Assert.Equal(count, export.Report.Contacts);
        Assert.InRange(table.Read, 0, 2 * count);
    }

    [Fact]
    public async Task An_export_of_many_reads_them_page_by_page()
    {
        var table = new CountingTable();
        var rig = new ExportRig(table);
        await rig.ShareAsync(Enumerable.Range(0, 2000).Select(number => Named($"contact {number}")));
        table.Found = 0;
        Assert.Equal(1500, (await rig.PrepareAsync(ExportFormat.Csv, Only(1500))).Report.Contacts);
        Assert.Equal(0, table.Found);
    }

    private static ExportQuery Only(int count) =>
        new() { Only = Enumerable.Range(0, count).Select(number => ContactId.Shared(0, $"c{number:0000}")).ToHashSet() };

    private static Contact Named(string name) => GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = name } });

    /// <summary>Counts the rows of contacts that are read, and those that are asked for one by one.</summary>
    private sealed class CountingTable : ITable
    {
        private readonly MemoryTable table = new();

        public int Read { get; set; }

        public int Found { get; set; }

        public async Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            var isContact = StoredContact.Kind.Holds(rowKey);
            (Read, Found) = isContact ? (Read + 1, Found + 1) : (Read, Found);
            return await table.FindAsync(partitionKey, rowKey, cancellationToken);
        }

        public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
            table.SubmitAsync(partitionKey, rows, cancellationToken);

        public async IAsyncEnumerable<StoredRow> RangeAsync(
            string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var row in table.RangeAsync(partitionKey, from, to, cancellationToken))
            {
                Read += StoredContact.Kind.Holds(row.RowKey) ? 1 : 0;
                yield return row;
            }
        }
    }
}
