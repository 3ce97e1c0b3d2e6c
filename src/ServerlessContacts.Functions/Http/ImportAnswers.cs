using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Import;

namespace ServerlessContacts.Functions.Http;

/// <summary>The answers about imports.</summary>
internal static class ImportAnswers
{
    public static IResult Of(StoredImport import) => Results.Json(View(import));

    public static IResult List(Session session, IReadOnlyList<StoredImport> imports) => Page.Of(session, imports, View);

    public static IResult Created(Session session, StoredImport import)
    {
        session.Request.HttpContext.Response.Headers.Location = $"/api/imports/{import.Record.Id}";
        return Results.Json(View(import), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Where to store the file with one PUT, and what that PUT must say.</summary>
    public static IResult Address(UploadAddress address) => Results.Json(
        new JsonObject
        {
            ["import"] = address.Import,
            ["method"] = "PUT",
            ["url"] = address.Url.AbsoluteUri,
            ["headers"] = new JsonObject { ["x-ms-blob-type"] = "BlockBlob" },
            ["expires"] = ContactView.Time(address.Expires),
        },
        statusCode: StatusCodes.Status201Created);

    /// <summary>In the encoding of the file that they are from.</summary>
    public static IResult Rejected(StoredImport import, Stream rows) => Results.Stream(rows, $"text/csv; charset={import.Record.Encoding ?? "utf-8"}", "rejected.csv");

    private static JsonObject View(StoredImport import) => (JsonObject)JsonSerializer.SerializeToNode(import.Record, ImportJson.Options)!;
}
