using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>What a process must know to work on one life.</summary>
/// <param name="Table">Each life has a table of its own.</param>
/// <param name="Simulator">Where its provider is, sign-in and contacts.</param>
/// <param name="PageSize">People on a page of a listing.</param>
internal sealed record LifePlace(string Provider, string Table, Uri Simulator, int PageSize);

/// <summary>Ends the process at a call to the table.</summary>
/// <param name="Call">Counted from the beginning of the turn.</param>
/// <param name="IsAfter">Whether the call still takes effect.</param>
internal sealed record TableKill(int Call, bool IsAfter);

/// <summary>A message that a worker is to work on, at a time at which the clock stands still until it is done.</summary>
/// <param name="Message">Null where the life is over and may be forgotten.</param>
internal sealed record TurnOrder(long Number, LifePlace Place, SyncMessage? Message, DateTimeOffset Now, TableKill? Kill)
{
    public static TurnOrder Parse(string line) => StoredJson.Read<TurnOrder>(line);

    public override string ToString() => StoredJson.Text(this);
}

/// <summary>What a worker says: a message that is in the queue from then on, or that the turn is over.</summary>
/// <param name="Failure">What went wrong, where the turn ended with something that no turn should end with.</param>
internal sealed record TurnNews(long Number, SyncMessage? Queued = null, TimeSpan Delay = default, string? Failure = null)
{
    public static TurnNews Parse(string line) => StoredJson.Read<TurnNews>(line);

    public override string ToString() => StoredJson.Text(this);
}
