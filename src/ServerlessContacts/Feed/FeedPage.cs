using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Feed;

/// <summary>
/// One contact's change. <see cref="Record"/> is its state after it; null is a tombstone: the contact is gone from the caller's scope.
/// </summary>
public sealed record FeedItem(ContactId Id, long Sequence, ChangeKind Kind, ContactRecord? Record);

/// <summary>Changes in order within each partition. <see cref="More"/>: ask again at once, there is more.</summary>
public sealed record FeedPage(IReadOnlyList<FeedItem> Items, FeedToken Token, bool More);

/// <summary>What became of a request for changes.</summary>
public abstract record FeedResult
{
    private FeedResult()
    {
    }

    public sealed record Answered(FeedPage Page) : FeedResult;

    /// <summary>The token is too old, or made for another sight: start over without one.</summary>
    public sealed record Expired : FeedResult;

    /// <summary>The text is no token of this service.</summary>
    public sealed record Malformed : FeedResult;
}
