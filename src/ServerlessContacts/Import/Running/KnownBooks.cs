using System.Collections.Concurrent;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// The books that the imports of one turn match against: the organisation's and those of members. Small files share them one after the
/// other; a large one that lets others pass stores what it has read before it does. The tenant's next turn may go on with them.
/// </summary>
internal sealed class KnownBooks(Journal journal, ContactStore contacts, IEnumerable<KeyValuePair<string, KnownBook>> recent) : IDisposable
{
    /// <summary>By the first partition of each.</summary>
    private readonly ConcurrentDictionary<string, KnownBook> books = new(recent, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> stale = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turns = new(1, 1);

    /// <summary>The book of the partitions that the import writes into, as it was at the last <see cref="Refresh"/> or later.</summary>
    public async Task<KnownBook> OfAsync(ImportTarget target, CancellationToken cancellationToken)
    {
        var name = target.Partitions[0].Key;
        if (!books.TryGetValue(name, out var book) || (stale.TryRemove(name, out _) && !await TryFollowAsync(book, cancellationToken)))
        {
            books[name] = book = await KnownBook.LoadAsync(journal, contacts, target.Partitions, cancellationToken);
        }

        return book;
    }

    /// <summary>Those that a later turn may go on with.</summary>
    public IReadOnlyList<KeyValuePair<string, KnownBook>> Exact() => [.. books.Where(pair => pair.Value.IsExact)];

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

    /// <summary>Each book takes up what others have written, before it is used again.</summary>
    public void Refresh()
    {
        foreach (var name in books.Keys)
        {
            stale[name] = true;
        }
    }

    /// <summary>After a failure nobody knows what a book holds of it. Whoever matches right now goes on with theirs.</summary>
    public void Forget() => books.Clear();

    public void Dispose() => turns.Dispose();

    private static async Task<bool> TryFollowAsync(KnownBook book, CancellationToken cancellationToken)
    {
        try
        {
            await book.FollowAsync(cancellationToken);
            return true;
        }
        catch (LogGapException)
        {
            return false;
        }
    }

    private sealed class Use(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
