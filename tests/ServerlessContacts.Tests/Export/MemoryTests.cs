using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using ServerlessContacts.Contacts;
using ServerlessContacts.Export;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Export;

/// <summary>However many contacts leave, only a few of them are in memory at a time.</summary>
public class MemoryTests
{
    private const int People = 50_000;

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Vcard4)]
    public async Task Of_fifty_thousand_contacts_two_pages_at_most_are_in_memory(ExportFormat format)
    {
        var table = new EndlessTable();
        var export = await new ExportRig(table).PrepareAsync(format, new ExportQuery { Scope = ExportScope.Shared });
        Assert.Equal(People, export.Report.Contacts);
        using var file = new Sink(table);
        await export.WriteAsync(file, default);
        Assert.Equal(2 * People, table.Given);
        Assert.InRange(file.Bytes, People * 100L, long.MaxValue);
        Assert.InRange(file.MostAtOnce, 1, 128 * 1024);
        Assert.InRange(file.Samples, 5, 1000);
        Assert.InRange(file.MostAlive, 1, 2 * EndlessTable.Page);
    }

    /// <summary>Makes the shard's rows as they are asked for and remembers them weakly.</summary>
    private sealed class EndlessTable : ITable
    {
        public const int Page = 1000;

        private static readonly byte[] Data = ContactJson.Write(Provenance.Create(SampleContacts.English, "member:ada", "member:ada", DateTimeOffset.UnixEpoch));

        private readonly List<WeakReference> given = [];

        public int Given { get; private set; }

        /// <summary>How many of the rows somebody still holds.</summary>
        public int Alive
        {
            get
            {
                GC.Collect();
                given.RemoveAll(row => !row.IsAlive);
                return given.Count;
            }
        }

        public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => Task.FromResult<StoredRow?>(null);

        public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var people = partitionKey == Partition.Shared(ExportRig.Tenant, 0).Key && from == StoredContact.Kind.First ? People : 0;
            for (var start = 0; start < people; start += Page)
            {
                await Task.Yield();
                foreach (var row in Enumerable.Range(start, Page).Select(Row).ToList())
                {
                    yield return row;
                }
            }
        }

        private StoredRow Row(int number)
        {
            var row = new StoredRow(string.Create(CultureInfo.InvariantCulture, $"c~{number:D8}"), new ETag("1"), 0, Data.ToArray());
            given.Add(new WeakReference(row));
            Given++;
            return row;
        }
    }

    /// <summary>Takes everything, and now and then counts what is alive.</summary>
    private sealed class Sink(EndlessTable table) : MemoryStream
    {
        private const int BetweenSamples = 2 * 1024 * 1024;

        public long Bytes { get; private set; }

        public int MostAtOnce { get; private set; }

        public int Samples { get; private set; }

        public int MostAlive { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Bytes / BetweenSamples != (Bytes + buffer.Length) / BetweenSamples)
            {
                Samples++;
                MostAlive = Math.Max(MostAlive, table.Alive);
            }

            Bytes += buffer.Length;
            MostAtOnce = Math.Max(MostAtOnce, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
