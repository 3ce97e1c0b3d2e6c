using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>A write at the provider that was decided and not sent yet.</summary>
/// <param name="Write">What is sent.</param>
/// <param name="Done">What is to be stored when it is done, with the item as it is then; null for a deletion.</param>
internal sealed record PlannedWrite(ProviderWrite Write, Func<ProviderItem?, CancellationToken, Task<Work>> Done)
{
    /// <summary>What is stored of a create before it is sent; null for other writes.</summary>
    public RemoteCreate? Create { get; init; }
}

/// <summary>A planned write that waits for others to go with.</summary>
/// <param name="Meeting">From what it was decided.</param>
/// <param name="Round">How often the item had changed meanwhile.</param>
internal sealed record QueuedWrite(Meeting Meeting, PlannedWrite Planned, int Round)
{
    public string Unique => Meeting.Unique;

    /// <summary>Characters that it keeps in memory, roughly.</summary>
    public int Size => Meeting.Item?.Raw.Length ?? 0;
}
