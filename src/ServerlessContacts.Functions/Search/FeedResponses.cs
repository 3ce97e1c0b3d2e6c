using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Feed;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Search;

/// <summary>The answers of the change feed.</summary>
internal static class FeedResponses
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public static int Limit(RequestContext context)
    {
        PageNames.RefuseOthers(context.Query, size: "limit", place: "since");
        return context.Query.Number("limit", DefaultLimit, 1, MaxLimit);
    }

    public static IResult Of(RequestContext context, FeedResult result) => result switch
    {
        FeedResult.Answered { Page: var page } => Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. page.Items.Select(item => Item(context, item))]),
            ["token"] = page.Token.ToString(),
            ["more"] = page.More,
        }),
        FeedResult.Expired => Problems.Gone(
            "feed-expired", "The token is too old, or what the caller can see has changed. Start over without since."),
        _ => Problems.Invalid("since", "token-invalid", "Expected the token of an earlier answer."),
    };

    private static JsonObject Item(RequestContext context, FeedItem item) => new()
    {
        ["id"] = item.Id.ToString(),
        ["sequence"] = item.Sequence,
        ["op"] = item.Kind.ToString().ToLowerInvariant(),
        ["contact"] = item.Record is { } record ? ContactView.Of(context, item.Id, item.Sequence, record) : null,
    };
}
