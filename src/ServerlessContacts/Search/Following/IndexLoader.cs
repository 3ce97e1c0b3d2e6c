using ServerlessContacts.Access;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Search;

/// <summary>Makes an index from the rows of its partitions.</summary>
internal sealed class IndexLoader(Journal journal)
{
    /// <summary>Storage answers a partition page by page, so several are read side by side.</summary>
    private const int AtOnce = 4;

    /// <summary>Rows go to the index in portions, so that they are in memory once.</summary>
    private const int Portion = 5000;

    /// <summary>The heads are read before the rows, so that a change in between is applied again rather than missed.</summary>
    public async Task<IndexMoment> LoadAsync(IReadOnlyList<Partition> partitions, CancellationToken cancellationToken)
    {
        var loading = new Loading();
        await Parallel.ForEachAsync(
            partitions,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (partition, stop) => await LoadAsync(partition, loading, stop));
        return loading.Finish();
    }

    private async Task LoadAsync(Partition partition, Loading loading, CancellationToken cancellationToken)
    {
        var sequence = await journal.SequenceAsync(partition, cancellationToken);
        var portion = new RowChanges();
        foreach (var kind in Kinds(partition))
        {
            await foreach (var row in journal.RowsAsync(partition, kind, cancellationToken))
            {
                portion.Add(partition, row.RowKey, row.Sequence, row.Data);
                if (portion.Contacts == Portion)
                {
                    loading.Add(portion);
                    portion = portion.Next();
                }
            }
        }

        loading.Add(portion);
        loading.Read(partition, sequence);
    }

    /// <summary>Weights come before the contacts whose they are.</summary>
    private static RowKind[] Kinds(Partition partition) => [ContactActivity.Kind, FavoriteRow.Kind, AccessScope.KindOf(partition)];

    private sealed class Loading
    {
        private readonly Lock adding = new();
        private readonly SegmentBuilder builder = new();
        private readonly Dictionary<string, int> boosts = new(StringComparer.Ordinal);
        private IndexMoment moment = IndexMoment.Empty;

        public void Add(RowChanges rows)
        {
            lock (adding)
            {
                moment = moment with { Sections = rows.Apply(moment.Sections), Preferences = rows.Apply(moment.Preferences) };
            }

            var documents = rows.Over(IndexVersion.Empty, moment.Sections);
            lock (adding)
            {
                foreach (var change in documents)
                {
                    builder.Add(change.Document!);
                }
            }
        }

        public void Read(Partition partition, long sequence)
        {
            lock (adding)
            {
                moment = moment with { Positions = moment.Positions.With(partition, sequence) };
            }
        }

        public IndexMoment Finish() => moment with { Index = IndexVersion.Of(builder.Build()) };
    }
}
