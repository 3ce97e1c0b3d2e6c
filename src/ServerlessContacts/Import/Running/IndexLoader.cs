using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>Reads what an import matches against, keeping of each contact only what matching needs.</summary>
internal static class IndexLoader
{
    /// <summary>Partitions read at once.</summary>
    private const int AtOnce = 8;

    public static async Task<MatchIndex> LoadAsync(Journal journal, ContactStore contacts, ImportTarget target, CancellationToken cancellationToken)
    {
        var index = new MatchIndex();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, target.Partitions.Count), options, async (partition, token) =>
        {
            // One look at the head, which the first write there needs anyhow, spares the scan of a partition that is empty.
            if (await journal.SequenceAsync(target.Partitions[partition], token) > 0)
            {
                await foreach (var stored in contacts.AllAsync(target.Partitions[partition], token))
                {
                    Add(index, target, partition, stored);
                }
            }
        });
        return index;
    }

    private static void Add(MatchIndex index, ImportTarget target, int partition, StoredContact stored)
    {
        var signature = NameSignature.Of(stored.Record.Contact);
        var keys = MatchKeys.Of(stored.Record.Contact, signature);
        lock (index)
        {
            var number = index.Add(partition, stored.Id.Unique, keys, signature);
            if (ImportId.LineOf(target.Import, stored.Id.Unique) is { } line)
            {
                index.Contacts.SetLine(number, line);
            }
        }
    }
}
