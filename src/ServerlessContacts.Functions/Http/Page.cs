using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>The form of every list: <c>{items, total, continuation?}</c>.</summary>
internal static class Page
{
    public const int DefaultSize = 50;
    public const int MaxSize = 1000;

    public static int Size(RequestContext context)
    {
        PageNames.RefuseOthers(context.Query, size: "pageSize", place: "continuation");
        return context.Query.Number("pageSize", DefaultSize, 1, MaxSize);
    }

    /// <summary>A page of a short list that is in memory as a whole.</summary>
    public static IResult Of<T>(RequestContext context, IReadOnlyList<T> all, Func<T, JsonObject> view) =>
        Results.Json(Node(context, all, view));

    /// <inheritdoc cref="Of{T}"/>
    public static JsonObject Node<T>(RequestContext context, IReadOnlyList<T> all, Func<T, JsonObject> view)
    {
        var start = context.Query.Number("continuation", 0, 0, int.MaxValue);
        var size = Size(context);
        var next = start + (long)size < all.Count ? (start + size).ToString(CultureInfo.InvariantCulture) : null;
        return Node(all.Skip(start).Take(size).Select(view), all.Count, next);
    }

    public static IResult Of(IEnumerable<JsonObject> items, int total, string? continuation) => Results.Json(Node(items, total, continuation));

    public static JsonObject Node(IEnumerable<JsonObject> items, int total, string? continuation)
    {
        var page = new JsonObject { ["items"] = new JsonArray([.. items]), ["total"] = total };
        if (continuation is not null)
        {
            page["continuation"] = continuation;
        }

        return page;
    }
}
