using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// The contacts of some partitions, keeping of each only what matching needs: read once, and then followed through the log. So one import
/// after the other matches against them, whatever else is written meanwhile. Used by one import at a time.
/// </summary>
internal sealed class KnownBook(Journal journal, ContactStore contacts, IReadOnlyList<Partition> partitions)
{
    /// <summary>Partitions read at once.</summary>
    private const int AtOnce = 8;

    /// <summary>Entries of what is no longer there, or was only planned, that are too few to count.</summary>
    private const int SmallRest = 1000;

    private readonly MatchIndex index = new();
    private readonly long[] positions = new long[partitions.Count];

    /// <summary>By partition, changes behind the position that the index knows already: the imports' own.</summary>
    private readonly HashSet<long>[] known = [.. partitions.Select(_ => new HashSet<long>())];

    private bool isDoubted;

    /// <summary>Contacts in memory, with those that are no longer there.</summary>
    public int Count => index.Contacts.Count;

    /// <summary>Whether it holds what is stored and nothing else of weight, so that a later turn may go on with it.</summary>
    public bool IsExact => !isDoubted && Count <= (2 * index.Contacts.Stored) + SmallRest;

    public static async Task<KnownBook> LoadAsync(
        Journal journal, ContactStore contacts, IReadOnlyList<Partition> partitions, CancellationToken cancellationToken)
    {
        var book = new KnownBook(journal, contacts, partitions);
        await book.ForEachAsync(book.ReadAsync, cancellationToken);
        return book;
    }

    /// <summary>What the import matches against.</summary>
    /// <param name="target">Where it writes: into the partitions of this book.</param>
    /// <param name="options">How.</param>
    /// <param name="isPlanning">Whether it stores nothing of what it matches.</param>
    /// <param name="isFirstRun">Whether none of its contacts can be there already.</param>
    public LoadedIndex For(ImportTarget target, ImportOptions options, bool isPlanning, bool isFirstRun)
    {
        var lines = new MatchedLines();
        if (!isFirstRun)
        {
            SetOwnLines(target.Import, lines);
        }

        var contents = new FolderContents(index, lines, options.Mode == ImportMode.Replace ? index.Contacts.In(target.Folder) : []);
        return new LoadedIndex(isPlanning ? index.Draft() : index, lines, contents, [.. positions], index.Contacts.Stored);
    }

    /// <summary>A change that the index knows of already, as it was made of what the index proposed.</summary>
    public void Wrote(int partition, long sequence)
    {
        lock (known[partition])
        {
            known[partition].Add(sequence);
        }
    }

    /// <summary>
    /// The index may find contacts by what they do not have: a row brings its values to the contact that it matches, stored or not.
    /// </summary>
    public void Doubt() => isDoubted = true;

    /// <summary>Takes up what others have written since.</summary>
    /// <exception cref="LogGapException">The log no longer reaches back so far: the book has to be read anew.</exception>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var changed = new Dictionary<(int Partition, string Unique), Contact?>();
        await ForEachAsync((partition, token) => CollectAsync(partition, changed, token), cancellationToken);
        if (changed.Count > 0)
        {
            Replace(changed);
        }
    }

    private Task ForEachAsync(Func<int, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        return Parallel.ForAsync(0, partitions.Count, parallel, async (partition, token) => await act(partition, token));
    }

    private async Task ReadAsync(int partition, CancellationToken cancellationToken)
    {
        // One look at the head, which the first write there needs anyhow, spares the scan of a partition that is empty.
        positions[partition] = await journal.SequenceAsync(partitions[partition], cancellationToken);
        if (positions[partition] > 0)
        {
            await foreach (var stored in contacts.AllAsync(partitions[partition], cancellationToken))
            {
                Add(partition, stored.Id.Unique, stored.Record.Contact);
            }
        }
    }

    private void Add(int partition, string unique, Contact contact)
    {
        var signature = NameSignature.Of(contact);
        var keys = MatchKeys.Of(contact, signature);
        lock (index)
        {
            index.Add(partition, unique, keys, signature, contact.Folder);
        }
    }

    /// <summary>The last state of each contact that others have changed.</summary>
    private async Task CollectAsync(
        int partition, Dictionary<(int Partition, string Unique), Contact?> changed, CancellationToken cancellationToken)
    {
        var newest = await journal.SequenceAsync(partitions[partition], cancellationToken);
        if (newest < positions[partition])
        {
            throw new LogGapException(partitions[partition], positions[partition], newest);
        }

        if (newest - positions[partition] > known[partition].Count)
        {
            await foreach (var change in journal.ChangesAsync(partitions[partition], positions[partition], cancellationToken))
            {
                newest = change.Sequence;
                if (!known[partition].Contains(change.Sequence))
                {
                    Collect(partition, change, changed);
                }
            }
        }

        positions[partition] = newest;
        known[partition].RemoveWhere(sequence => sequence <= newest);
    }

    private void Collect(int partition, Change change, Dictionary<(int Partition, string Unique), Contact?> changed)
    {
        foreach (var contact in ContactChange.Of(partitions[partition], change))
        {
            lock (changed)
            {
                changed[(partition, contact.Id.Unique)] = contact.After?.Contact;
            }
        }
    }

    /// <summary>
    /// One look through all, which costs less than an index by ids would. A line of a file that stands for one of them is forgotten: what
    /// somebody has changed meanwhile is met like any other.
    /// </summary>
    private void Replace(Dictionary<(int Partition, string Unique), Contact?> changed)
    {
        for (var number = 0; number < index.Contacts.Count; number++)
        {
            if (index.Contacts.IsThere(number) && changed.ContainsKey(index.Contacts.IdOf(number)))
            {
                index.Contacts.Remove(number);
            }
        }

        foreach (var ((partition, unique), contact) in changed)
        {
            if (contact is not null)
            {
                Add(partition, unique, contact);
            }
        }
    }

    private void SetOwnLines(string import, MatchedLines lines)
    {
        for (var number = 0; number < index.Contacts.Count; number++)
        {
            if (index.Contacts.IsThere(number) && ImportId.LineOf(import, index.Contacts.IdOf(number).Unique) is { } line)
            {
                lines.Set(number, line);
            }
        }
    }
}
