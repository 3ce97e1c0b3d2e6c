namespace ServerlessContacts.Functions.Http;

/// <summary>
/// How other services call the parameters of a page. A parameter that does not exist is passed over, but whoever sends one of these would
/// take the first page for all there is.
/// </summary>
internal static class PageNames
{
    private static readonly string[] Sizes =
        ["pageSize", "page_size", "page-size", "limit", "size", "count", "per_page", "perPage", "max_results", "maxResults", "top", "$top",
            "take"];

    private static readonly string[] Places =
        ["continuation", "since", "continuationToken", "cursor", "offset", "page", "page_token", "pageToken", "next", "nextPageToken",
            "skip", "$skip", "start", "startIndex"];

    /// <param name="query">The parameters of the request.</param>
    /// <param name="size">Ours for how long a page is.</param>
    /// <param name="place">Ours for where it begins.</param>
    /// <exception cref="ProblemException">One of the others is there.</exception>
    public static void RefuseOthers(Query query, string size, string place)
    {
        Refuse(query, Sizes, size);
        Refuse(query, Places, place);
    }

    private static void Refuse(Query query, string[] names, string ours)
    {
        if (Array.Find(names, name => name != ours && query.Given(name) is not null) is { } other)
        {
            throw Query.Wrong(other, "parameter-unknown", $"Expected {ours}, found {other}, which does not exist here.");
        }
    }
}
