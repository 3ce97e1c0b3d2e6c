using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Functions.Import;

/// <summary>The answers about imports.</summary>
internal static class ImportResponses
{
    /// <summary>Some imports of usual length end in it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static IResult Of(StoredImport import) => Results.Json(View(import));

    public static IResult List(RequestContext context, IReadOnlyList<StoredImport> imports) => Page.Of(context, imports, View);

    public static IResult Of(RequestContext context, UploadResult result) => result switch
    {
        UploadResult.Registered { Import: var import } => Created(context, import),
        UploadResult.Prepared { Address: var address } => Address(address),
        UploadResult.QuotaReached { Most: var most } => Problems.QuotaReached("uploads", most),
        UploadResult.TooManyWaiting => Problems.TooMany(
            "imports-waiting", "Many imports of the organisation are not finished. Send the next ones later.", Pause),
        _ => Problems.KeyReused(),
    };

    private static IResult Created(RequestContext context, StoredImport import)
    {
        context.Request.HttpContext.Response.Headers.Location = $"/api/imports/{import.Record.Id}";
        return Results.Json(View(import), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Where to store the file with one PUT, and what that PUT must say.</summary>
    private static IResult Address(UploadAddress address) => Results.Json(
        new JsonObject
        {
            ["import"] = address.Import,
            ["method"] = "PUT",
            ["url"] = address.Url.AbsoluteUri,
            ["headers"] = new JsonObject { ["x-ms-blob-type"] = "BlockBlob" },
            ["expires"] = ContactView.Time(address.Expires),
        },
        statusCode: StatusCodes.Status201Created);

    /// <summary>A page of what is planned, with the counts of the whole.</summary>
    public static IResult Plan(StoredImport import, ListedPage? page)
    {
        var answer = Node(page);
        answer["rows"] = JsonSerializer.SerializeToNode(
            import.Record.Planned ?? (import.Record.DryRun ? import.Record.Rows : new ImportCounts()), StoredJson.Options);
        return Results.Json(answer);
    }

    public static IResult Listed(ListedPage? page) => Results.Json(Node(page));

    public static IResult Decided(RequestContext context, ImportDecided decided) => decided switch
    {
        ImportDecided.Accepted { Import: var import } => Accepted(context, import),
        ImportDecided.Refused { Problem: var problem } => Problems.Conflict(problem.Code, problem.Message),
        _ => Problems.NotFound(),
    };

    public static IResult RejectedCards(Stream cards) => Results.Stream(cards, "text/vcard", "rejected.vcf");

    /// <summary>Rows in the encoding of the file that they are from; cards, which have no separator, are listed in UTF-8.</summary>
    public static IResult Rejected(StoredImport import, Stream rows) =>
        Results.Stream(rows, $"text/csv; charset={(import.Record.Delimiter is null ? "utf-8" : import.Record.Encoding)}", "rejected.csv");

    private static IResult Accepted(RequestContext context, StoredImport import)
    {
        context.Request.HttpContext.Response.Headers.Location = $"/api/imports/{import.Record.Id}";
        return Results.Json(View(import), statusCode: StatusCodes.Status202Accepted);
    }

    private static JsonObject Node(ListedPage? page)
    {
        var listed = page ?? throw Query.Wrong("continuation", "continuation-invalid", "Expected a continuation that an answer gave.");
        return Page.Node(
            listed.Items.Select(line => JsonNode.Parse(line.Span)!.AsObject()), (int)listed.Total, listed.Next?.ToString(
                CultureInfo.InvariantCulture));
    }

    private static JsonObject View(StoredImport import) => (JsonObject)JsonSerializer.SerializeToNode(import.Record, StoredJson.Options)!;
}
