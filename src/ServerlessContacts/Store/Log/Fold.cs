using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>
/// One row of a write that is made of what the row holds when the write is stored, such as a counter: whoever else changes it meanwhile is
/// no conflict.
/// <para><see cref="Apply"/> is given the row's data, or null where there is no row, and answers the new data. It may be called more than
/// once.</para>
/// </summary>
public sealed record Fold(string RowKey, Func<ReadOnlyMemory<byte>?, byte[]> Apply)
{
    internal Edit On(StoredRow? row) => new(RowKey, row, Apply(row?.Data));
}
