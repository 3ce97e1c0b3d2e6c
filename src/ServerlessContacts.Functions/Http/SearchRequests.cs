using System.Collections.Frozen;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions.Http;

/// <summary>The views of <c>GET /api/contacts</c>.</summary>
internal enum ListView
{
    All,
    Favorites,
    Frequent,
    Deleted,
}

internal enum SortOrder
{
    Asc,
    Desc,
}

/// <summary>What is asked for in the query strings of searches, look-ups and lists.</summary>
internal static class SearchRequests
{
    private const int MostQuery = 500;

    public static SearchQuery Search(Session session)
    {
        var query = session.Query;
        PageNames.RefuseOthers(query, size: "limit", place: "continuation");
        var text = query.Text("q") ?? "";
        if (text.Length > MostQuery)
        {
            throw Query.Wrong("q", "too-long", $"Expected at most {MostQuery} characters.");
        }

        return new SearchQuery
        {
            Text = text,
            Scope = query.Choice<ContactScope>("scope"),
            Group = query.Text("group"),
            Folders = Folders(query),
            Limit = query.Number("limit", SearchQuery.DefaultLimit, 1, SearchQuery.MaxLimit),
            Continuation = query.Text("continuation"),
            Highlight = query.Text("highlight") is null || query.Flag("highlight"),
            AtLeast = query.Version("version"),
        };
    }

    public static LookupQuery Lookup(Session session) => new()
    {
        Number = session.Query.Demand("number"),
        Parser = session.Edit.PhoneParser,
        AtLeast = session.Query.Version("version"),
    };

    public static ListQuery List(Session session)
    {
        var query = session.Query;
        return new ListQuery
        {
            Scope = query.Choice<ContactScope>("scope"),
            Folders = Folders(query),
            Group = query.Text("group"),
            Label = query.Text("label"),
            Department = query.Text("department"),
            Sort = query.Choice<ListSort>("sort") ?? ListSort.Name,
            Descending = query.Choice<SortOrder>("order") == SortOrder.Desc,
            PageSize = Page.Size(session),
            Continuation = query.Text("continuation"),
            AtLeast = query.Version("version"),
        };
    }

    public static (ContactId? After, int PageSize) Deleted(Session session) =>
        session.Query.Text("continuation") is not { } text ? (null, Page.Size(session))
        : ContactId.TryParse(text, out var after) ? (after, Page.Size(session))
        : throw Query.Wrong("continuation", "continuation-invalid", "Expected the continuation of an earlier answer.");

    private static FrozenSet<string>? Folders(Query query) =>
        query.Given("folder") is { } folder ? FrozenSet.Create(StringComparer.Ordinal, folder) : null;
}
