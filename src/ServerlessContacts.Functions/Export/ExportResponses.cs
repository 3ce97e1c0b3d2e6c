using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Export;
using ServerlessContacts.Export.Losses;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Export;

/// <summary>The answers of exports.</summary>
internal static class ExportResponses
{
    public const string LossesHeader = "Export-Losses";

    private const string Nothing = "none";

    /// <summary>
    /// What the format cannot hold is told before the first byte: once a body has begun, no header follows. The link names the same query,
    /// written anew, so that nothing a caller sent stands in a header as it came.
    /// </summary>
    public static IResult File(RequestContext context, ExportFormat format, PreparedExport export)
    {
        var headers = context.Request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        headers[LossesHeader] = export.Report.Header is { Length: > 0 } losses ? losses : Nothing;
        headers.Link = $"</api/exports/losses?{Written(context.Request.Query)}>; rel=\"describedby\"";
        return Results.Stream(stream => export.WriteAsync(stream, context.Aborted), format.ContentType(), format.FileName());
    }

    private static string Written(IQueryCollection query) =>
        string.Join('&', query.SelectMany(
            pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}")));

    public static IResult Losses(ExportFormat format, PreparedExport export) => Results.Json(new JsonObject
    {
        ["format"] = ExportRequests.NameOf(format),
        ["contacts"] = export.Report.Contacts,
        ["losses"] = new JsonArray([.. export.Report.Losses.Select(View)]),
    });

    private static JsonObject View(Loss loss) => new()
    {
        ["field"] = loss.Field,
        ["contacts"] = loss.Contacts,
        ["first"] = new JsonArray([.. loss.First.Select(id => JsonValue.Create(id.ToString()))]),
    };
}
