using ServerlessContacts.Feed;
using ServerlessContacts.Tests.Search;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>What an application keeps that follows the feed, and begins anew where it is told so.</summary>
internal sealed class FollowedFeed(ChangeFeed feed)
{
    private readonly SortedDictionary<string, string> names = new(StringComparer.Ordinal);
    private string? token;

    public int StartedOver { get; private set; }

    public IEnumerable<string> Names => names.Select(name => $"{name.Key} {name.Value}");

    public async Task ReadAsync(int pages)
    {
        for (var page = 0; page < pages; page++)
        {
            if (await feed.ReadAsync(AddressBook.ScopeOf(null), token, 3, default) is not FeedResult.Answered { Page: var read })
            {
                (token, StartedOver) = (null, StartedOver + 1);
                names.Clear();
                continue;
            }

            token = read.Token.ToString();
            foreach (var item in read.Items)
            {
                names.Remove(item.Id.ToString());
                if (item.Record is { } record)
                {
                    names.Add(item.Id.ToString(), record.Contact.Caption);
                }
            }

            if (!read.More)
            {
                return;
            }
        }
    }
}
