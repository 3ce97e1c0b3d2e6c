using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Editing;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions.Http;

/// <summary>The answers of searches, look-ups and lists.</summary>
internal static class SearchAnswers
{
    public static IResult Of(Session session, SearchResult<SearchAnswer> result) => Of(session, result, answer =>
    {
        VersionTag.Give(session, answer.Version);
        ServerTiming.Add(session.Request, "index", answer.IndexTime);
        var body = new JsonObject
        {
            ["total"] = answer.Total,
            ["sections"] = new JsonArray([.. answer.Sections.Select(section => Section(session, section))]),
        };
        if (answer.Continuation is not null)
        {
            body["continuation"] = answer.Continuation;
        }

        body["version"] = answer.Version.ToString();
        return Results.Json(body);
    });

    public static IResult Of(Session session, SearchResult<LookupAnswer> result) => Of(session, result, answer =>
    {
        VersionTag.Give(session, answer.Version);
        return Results.Json(new JsonObject
        {
            ["match"] = answer.Match is { } match ? View(session, match) : null,
            ["others"] = new JsonArray([.. answer.Others.Select(other => View(session, other))]),
            ["version"] = answer.Version.ToString(),
        });
    });

    public static IResult Of(Session session, SearchResult<ListAnswer> result) => Of(session, result, answer =>
        Page.Of(answer.Items.Select(item => View(session, item)), answer.Total, answer.Continuation));

    public static IResult Of(Session session, DeletedPage page) =>
        Page.Of(page.Items.Select(contact => ContactView.Of(session, contact.Id, contact.Version, contact.Record)), page.Total, page.Last?.ToString());

    private static IResult Of<TAnswer>(Session session, SearchResult<TAnswer> result, Func<TAnswer, IResult> answer)
        where TAnswer : class
    {
        switch (result.Status)
        {
            case SearchStatus.Answered:
                ServerTiming.Add(session.Request, "answer", result.Took);
                return answer(result.Answer);
            case SearchStatus.BadContinuation:
                return Problems.Invalid("continuation", "continuation-invalid", "Expected the continuation of an earlier answer to the same query.");
            default:
                return Problems.Unavailable("version-not-there-yet", "This instance has not seen the demanded version yet. Repeat the request.");
        }
    }

    private static JsonObject Section(Session session, SearchSection section)
    {
        var view = new JsonObject { ["scope"] = section.Scope.ToString().ToLowerInvariant() };
        if (section.Group is not null)
        {
            view["group"] = new JsonObject { ["id"] = section.Group };
        }

        view["total"] = section.Total;
        view["items"] = new JsonArray([.. section.Items.Select(item => Item(session, item))]);
        return view;
    }

    private static JsonObject Item(Session session, SearchItem item)
    {
        var view = View(session, item.Contact);
        view["highlights"] = new JsonArray([.. item.Highlights.Select(highlight => new JsonObject
        {
            ["field"] = highlight.Field,
            ["start"] = highlight.Start,
            ["length"] = highlight.Length,
        })]);
        return view;
    }

    private static JsonObject View(Session session, ContactDocument document) => ContactView.Of(session, document.Id, document.Version, document.Record);
}
