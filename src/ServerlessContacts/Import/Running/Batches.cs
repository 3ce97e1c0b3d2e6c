using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>Cuts what is decided into transactions, by count and by bytes.</summary>
internal static class Batches
{
    public static IEnumerable<IReadOnlyList<(T Decision, IReadOnlyList<Edit> Edits)>> Of<T>(IEnumerable<(T Decision, IReadOnlyList<Edit> Edits)> decisions)
    {
        var batch = new List<(T Decision, IReadOnlyList<Edit> Edits)>();
        var size = new TransactionSize();
        foreach (var decision in decisions)
        {
            if (!decision.Edits.All(size.TryAdd))
            {
                yield return batch;
                (batch, size) = ([], new TransactionSize());
                _ = decision.Edits.All(size.TryAdd);
            }

            batch.Add(decision);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
