using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>What an import matches against.</summary>
/// <param name="Contents">What it may delete by not naming it; empty unless it replaces a folder's contents.</param>
/// <param name="Positions">By partition its newest change before the contacts were read.</param>
internal sealed record LoadedIndex(MatchIndex Index, FolderContents Contents, long[] Positions)
{
    /// <summary>The contacts of which a plausible share may be deleted.</summary>
    public int Deletable(ImportMode mode) => mode == ImportMode.Replace ? Contents.Count : Known;

    /// <summary>Contacts that were there before the file's own were added.</summary>
    public int Known { get; init; }
}

/// <summary>Reads what an import matches against, keeping of each contact only what matching needs.</summary>
internal sealed class IndexLoader(Journal journal, ContactStore contacts, ImportTarget target, ImportOptions options)
{
    /// <summary>Partitions read at once.</summary>
    private const int AtOnce = 8;

    private readonly MatchIndex index = new();

    public async Task<LoadedIndex> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new LoadedIndex(index, new FolderContents(index), new long[target.Partitions.Count]);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, target.Partitions.Count), parallel, async (partition, token) =>
        {
            // One look at the head, which the first write there needs anyhow, spares the scan of a partition that is empty.
            loaded.Positions[partition] = await journal.SequenceAsync(target.Partitions[partition], token);
            if (loaded.Positions[partition] > 0)
            {
                await foreach (var stored in contacts.AllAsync(target.Partitions[partition], token))
                {
                    Add(loaded.Contents, partition, stored);
                }
            }
        });
        return loaded with { Known = index.Contacts.Count };
    }

    private void Add(FolderContents contents, int partition, StoredContact stored)
    {
        var contact = stored.Record.Contact;
        var signature = NameSignature.Of(contact);
        var keys = MatchKeys.Of(contact, signature);
        lock (index)
        {
            var number = index.Add(partition, stored.Id.Unique, keys, signature);
            if (ImportId.LineOf(target.Import, stored.Id.Unique) is { } line)
            {
                index.Contacts.SetLine(number, line);
            }

            if (options.Mode == ImportMode.Replace && string.Equals(contact.Folder, target.Folder, StringComparison.Ordinal))
            {
                contents.Add(number);
            }
        }
    }
}
