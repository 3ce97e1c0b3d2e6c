using System.Collections.Frozen;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions.Search;

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

    public static SearchQuery Search(RequestContext context)
    {
        var query = context.Query;
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

    public static LookupQuery Lookup(RequestContext context) => new()
    {
        Number = context.Query.Demand("number"),
        Parser = context.Edit.PhoneParser,
        AtLeast = context.Query.Version("version"),
    };

    public static ListQuery List(RequestContext context)
    {
        var query = context.Query;
        return new ListQuery
        {
            Scope = query.Choice<ContactScope>("scope"),
            Folders = Folders(query),
            Group = query.Text("group"),
            Label = query.Text("label"),
            Department = query.Text("department"),
            Sort = query.Choice<ListSort>("sort") ?? ListSort.Name,
            Descending = query.Choice<SortOrder>("order") == SortOrder.Desc,
            PageSize = Page.Size(context),
            Continuation = query.Text("continuation"),
            AtLeast = query.Version("version"),
        };
    }

    public static (ContactId? After, int PageSize) Deleted(RequestContext context) =>
        context.Query.Text("continuation") is not { } text ? (null, Page.Size(context))
        : ContactId.TryParse(text, out var after) ? (after, Page.Size(context))
        : throw Query.Wrong("continuation", "continuation-invalid", "Expected the continuation of an earlier answer.");

    private static FrozenSet<string>? Folders(Query query) =>
        query.Given("folder") is { } folder ? FrozenSet.Create(StringComparer.Ordinal, folder) : null;
}
