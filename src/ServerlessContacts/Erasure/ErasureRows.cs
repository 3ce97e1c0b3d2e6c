using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

/// <summary>The rows of erasures themselves, which say nothing of the person once they are done.</summary>
public sealed class ErasureRows : IOwnedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } = [StoredErasure.Kind];
}
