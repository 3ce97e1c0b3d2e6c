using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Functions.Search;

internal readonly record struct SearchedPage(IEnumerable<ContactId> Ids, string? Continuation, Positions Version);

/// <summary>All the contacts of a list or a search, page by page.</summary>
internal static class SearchPages
{
    /// <summary>Who writes without a pause must not keep a reader for ever.</summary>
    private const int MostPasses = 5;

    /// <summary>
    /// A contact that is written between two pages may move from those to come to those that were. So where the pages are not all of one
    /// version they are asked for once more, and what either showed counts.
    /// </summary>
    public static async Task<IReadOnlySet<ContactId>> AllAsync(Func<string?, Task<SearchedPage>> ask)
    {
        var all = new HashSet<ContactId>();
        for (var pass = 1; !await IsOfOneVersionAsync(ask, all) && pass < MostPasses; pass++)
        {
        }

        return all;
    }

    private static async Task<bool> IsOfOneVersionAsync(Func<string?, Task<SearchedPage>> ask, HashSet<ContactId> all)
    {
        var page = await ask(null);
        var first = page.Version;
        all.UnionWith(page.Ids);
        while (page.Continuation is { } next)
        {
            page = await ask(next);
            all.UnionWith(page.Ids);
        }

        return page.Version.Equals(first);
    }
}
