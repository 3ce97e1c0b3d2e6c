using System.Collections.Concurrent;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// The books that the imports of one turn match against: the organisation's and those of members. Small files share them one after the
/// other; a large one that lets others pass stores what it has read before it does.
/// </summary>
internal sealed class KnownBooks(Journal journal, ContactStore contacts) : IDisposable
{
    private readonly ConcurrentDictionary<string, KnownBook> books = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turns = new(1, 1);

    /// <summary>The book of the partitions that the import writes into.</summary>
    public async Task<KnownBook> OfAsync(ImportTarget target, CancellationToken cancellationToken)
    {
        var name = target.Partitions[0].Key;
        if (!books.TryGetValue(name, out var book))
        {
            books[name] = book = await KnownBook.LoadAsync(journal, contacts, target.Partitions, cancellationToken);
        }

        return book;
    }

    /// <summary>Waits until nobody else matches.</summary>
    public async Task<IDisposable> UseAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        return new Use(turns);
    }

    /// <summary>For the one who matches: lets others do so meanwhile.</summary>
    public async Task LendAsync(Func<Task> others)
    {
        turns.Release();
        try
        {
            await others();
        }
        finally
        {
            await turns.WaitAsync(CancellationToken.None);
        }
    }

    /// <summary>Takes up what others have written since.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, book) in books)
        {
            try
            {
                await book.FollowAsync(cancellationToken);
            }
            catch (LogGapException)
            {
                books.TryRemove(name, out _);
            }
        }
    }

    /// <summary>After a failure nobody knows what a book holds of it. Whoever matches right now goes on with theirs.</summary>
    public void Forget() => books.Clear();

    public void Dispose() => turns.Dispose();

    private sealed class Use(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
