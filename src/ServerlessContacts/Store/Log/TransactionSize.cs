namespace ServerlessContacts.Store.Log;

/// <summary>Tells a writer of many rows when a transaction is full, by count and by bytes, compressed or not.</summary>
public sealed class TransactionSize
{
    private int count;
    private int loggedBytes;
    private int wireBytes;

    /// <summary>Counts the edit in if it still fits; an edit that does not fit into an empty transaction never will.</summary>
    public bool TryAdd(Edit edit)
    {
        var logged = loggedBytes + edit.LoggedBytes;
        var wire = wireBytes + edit.WireBytes;
        if (count == StoreLimits.EditsPerTransaction || logged > StoreLimits.BytesPerChange || wire + WorstLog(logged) > StoreLimits.WireBytesPerTransaction)
        {
            return false;
        }

        (count, loggedBytes, wireBytes) = (count + 1, logged, wire);
        return true;
    }

    /// <exception cref="ArgumentException">The edits cannot be one transaction: the writer did not ask before.</exception>
    public static void Demand(IReadOnlyList<Edit> edits, int folds)
    {
        var size = new TransactionSize { count = folds };
        if (!edits.All(size.TryAdd))
        {
            throw new ArgumentException("More rows or bytes than one transaction holds.", nameof(edits));
        }
    }

    private static int WorstLog(int logged) => (logged / 3 * 4) + (StoreLimits.RowsOfTheLog * StoreLimits.WireBytesPerEntity);
}
