using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Functions.Import;

/// <summary>What a request about an import asks for.</summary>
internal static class ImportRequests
{
    /// <summary>Source: RFC 2046, section 5.1.1.</summary>
    private const int MaxBoundary = 70;

    public static ImportUpload Upload(RequestContext context)
    {
        var query = context.Query;
        var scope = query.Choice<ImportScope>("scope") ?? ImportScope.Shared;
        if (ImportRights.RefuseCreate(context.Caller, context.Scope, scope) is { } missing)
        {
            throw new ProblemException(Problems.PermissionMissing(missing));
        }

        return new ImportUpload(
            context.Tenant, query.Text("fileName") ?? DefaultName(context.Request), context.Caller.Actor, new ImportOptions
            {
                Mode = Mode(query),
                Scope = scope,
                Owner = scope == ImportScope.Personal ? context.Scope.Personal : null,
                Folder = scope == ImportScope.Shared ? query.Text("folder") : null,
                DryRun = query.Flag("dryRun"),
                Encoding = query.Text("encoding"),
                Delimiter = query.Text("delimiter"),
                Layout = query.Text("layout"),
                Mapping = Mapping(query),
            })
        {
            IdempotencyKey = Preconditions.IdempotencyKey(context.Request),
        };
    }

    /// <summary>The encoding that a body names, if any.</summary>
    public static async Task<string?> EncodingAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectOrNothingAsync(context.Request);
        RequestBody.DemandKnown(body, "encoding");
        return RequestBody.Text(body, "encoding");
    }

    /// <summary>The mapping that a body holds.</summary>
    public static ColumnMapping Mapping(JsonObject body)
    {
        // Sent back as it was got, the name stands in the body, too; the path decides.
        body.Remove("name");
        var mapping = ColumnMapping.Parse(body.ToJsonString())
            ?? throw Query.Wrong("columns", "mapping-invalid", "Expected columns, each with a header and a field.");
        return mapping.Problem() is { } problem ? throw Query.Wrong("columns", "mapping-invalid", problem) : mapping;
    }

    /// <summary>The name of a saved mapping, or a mapping as JSON, which is looked at here so that a mistake is answered at once.</summary>
    private static string? Mapping(Query query)
    {
        var text = query.Text("mapping");
        if (text?.TrimStart() is ['{', ..] && (ColumnMapping.Parse(text) is not { } mapping || mapping.Problem() is not null))
        {
            throw Query.Wrong("mapping", "mapping-invalid", ColumnMapping.Parse(text)?.Problem()
                ?? "Expected the name of a saved mapping, or columns, each with a header and a field.");
        }

        return text;
    }

    /// <summary>As <see cref="Upload"/>; the file's name may also stand in a JSON body.</summary>
    public static async Task<ImportUpload> UploadWithBodyAsync(RequestContext context)
    {
        var upload = Upload(context);
        var body = await RequestBody.ObjectOrNothingAsync(context.Request);
        RequestBody.DemandKnown(body, "fileName");
        return RequestBody.Text(body, "fileName") is { Length: > 0 } name ? upload with { FileName = name } : upload;
    }

    /// <summary>The file: the body itself, or the first file of a form, as it streams in.</summary>
    public static async Task<(Stream Content, string? FileName)> FileAsync(RequestContext context)
    {
        var request = context.Request;
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return (request.Body, null);
        }

        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundary } found
            ? found.Value
            : throw Query.Wrong(
                "Content-Type", "boundary-missing", $"Expected a multipart body with a boundary of at most {MaxBoundary} characters.");
        try
        {
            return await FirstFileAsync(new MultipartReader(boundary!, request.Body), context.Aborted);
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException && broken.GetType() == typeof(IOException)))
        {
            throw Query.Wrong("file", "form-invalid", "The form is broken or ends too early.");
        }
    }

    private static async Task<(
        Stream Content, string? FileName)> FirstFileAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
            {
                return (content, string.IsNullOrEmpty(file.FileName) ? null : file.FileName);
            }
        }

        throw Query.Wrong("file", "required", "Expected a file in the form.");
    }

    /// <summary>Where in a list the page begins.</summary>
    public static long From(RequestContext context) => context.Query.Text("continuation") is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
        : throw Query.Wrong("continuation", "continuation-invalid", "Expected a continuation that an answer gave.");

    private static string DefaultName(HttpRequest request) =>
        request.ContentType?.Contains("vcard", StringComparison.OrdinalIgnoreCase) == true ? "upload.vcf" : "upload.csv";

    private static ImportMode Mode(Query query) =>
        ModeWords.Parse(query.Text("mode")) ?? throw Query.Wrong("mode", "choice-invalid", "Expected upsert, add-only or replace.");
}
