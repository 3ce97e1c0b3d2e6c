using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Access;

/// <summary>The rows of requests: each idempotency key and what it was sent with.</summary>
public sealed class AccessRows(RequestKeyHousekeeping requests) : IOwnedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } = [BoundRequest.Kind];

    public IReadOnlyList<IHousekeepingStep> Housekeeping => [requests];
}
