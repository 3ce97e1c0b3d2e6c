using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>Reading and writing contacts: <c>/me/contacts</c> and <c>/me/contactFolders/ID/contacts</c>.</summary>
internal sealed class GraphContacts(GraphFaults faults, GraphTraffic traffic)
{
    private const int DefaultPage = 10;
    private const int LargestPage = 1000;

    /// <param name="folder">Null below <c>/me/contacts</c>: lists and creates are then the default folder's, single contacts those of every folder.</param>
    public GraphAnswer Answer(GraphMailbox mailbox, GraphRequest request, string? folder, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => List(mailbox, request, folder ?? mailbox.DefaultFolder),
        ("POST", []) => Create(mailbox, request, folder ?? mailbox.DefaultFolder),
        (_, [var id, .. var part]) when mailbox.Find(id) is { } found && (folder ?? found.Folder) == found.Folder => One(mailbox, request, found, part),
        (_, [_, ..]) => GraphAnswer.NotFound,
        _ => GraphAnswer.Error(405, "ErrorMethodNotAllowed", "The method is not allowed here."),
    };

    /// <summary>The contact as it is sent, with the id that the client asked for.</summary>
    public static JsonObject Show(ContactVersion version, GraphRequest request)
    {
        var item = version.Body.DeepClone().AsObject();
        item["@odata.etag"] = ETag(version);
        item["id"] = Id(version, request);
        return GraphQuery.Select(GraphQuery.Expand(item, request.Query.GetValueOrDefault("$expand")), request.Query.GetValueOrDefault("$select"));
    }

    public static string Id(ContactVersion version, GraphRequest request) => request.WantsImmutableIds ? version.Id : GraphMailbox.MutableId(version);

    private static string ETag(ContactVersion version) => $"W/\"{version.Body["changeKey"]!.GetValue<string>()}\"";

    private static GraphAnswer Read(ContactVersion version, GraphRequest request, int status = 200) => new(status, Show(version, request));

    private GraphAnswer One(GraphMailbox mailbox, GraphRequest request, ContactVersion found, string[] part) => (request.Method, part) switch
    {
        ("GET", []) => Read(found, request),
        ("PATCH", []) => Change(mailbox, request, found),
        ("DELETE", []) => Delete(mailbox, request, found),
        ("GET", ["photo"]) => mailbox.Photo(found.Id) is { } photo ? GraphAnswer.Ok(new JsonObject { ["@odata.mediaContentType"] = photo.ContentType }) : NoPicture,
        ("GET", ["photo", "$value"]) => Picture(mailbox, found),
        ("PUT" or "PATCH", ["photo", "$value"]) => PutPicture(mailbox, request, found),
        _ => GraphAnswer.NotFound,
    };

    private GraphAnswer List(GraphMailbox mailbox, GraphRequest request, string folder)
    {
        var (top, skip) = (Number(request, "$top", DefaultPage), Number(request, "$skip", 0));
        if (top is < 1 or > LargestPage)
        {
            return GraphAnswer.Error(400, "ErrorInvalidUrlQuery", $"The limit of '{LargestPage}' for Top query has been exceeded.");
        }

        if (GraphQuery.Filter(request.Query.GetValueOrDefault("$filter")) is not { } isWanted)
        {
            return GraphAnswer.Error(400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
        }

        // A search goes to the store; only plain listings come from an index that may be behind.
        var age = !request.Query.ContainsKey("$filter") && faults.Strikes(GraphFault.StaleListing) ? faults.StaleBy : TimeSpan.Zero;
        var all = mailbox.In(folder, mailbox.SequenceBefore(age)).Where(version => isWanted(version.Body)).ToList();
        var shown = all.Skip(skip).Take(top).Select(version => Show(version, request));
        return Page([.. shown], all.Count > skip + top ? NextLink(request, skip + top) : null);
    }

    private static GraphAnswer Page(JsonArray items, string? next)
    {
        var page = new JsonObject { ["value"] = items };
        if (next is not null)
        {
            page["@odata.nextLink"] = next;
        }

        return GraphAnswer.Ok(page);
    }

    private static string NextLink(GraphRequest request, int skip)
    {
        var path = string.Join('/', request.Path.Select(Uri.EscapeDataString));
        var query = request.Query.Where(pair => pair.Key != "$skip").Append(new("$skip", skip.ToString(CultureInfo.InvariantCulture)));
        return $"{request.Root}/{path}?{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}";
    }

    private GraphAnswer Create(GraphMailbox mailbox, GraphRequest request, string folder)
    {
        var sent = request.Json();
        return Refusal(sent) ?? Read(mailbox.Find(mailbox.Add(sent!, folder))!, request, 201);
    }

    private GraphAnswer Change(GraphMailbox mailbox, GraphRequest request, ContactVersion found)
    {
        var sent = request.Json();
        if (Refusal(sent) is { } refusal)
        {
            return refusal;
        }

        if (!request.Headers.ContainsKey("If-Match"))
        {
            traffic.Count(GraphViolation.MissingETag);
        }

        return IsCurrent(request, found) && mailbox.Replace(found, GraphContactRules.Apply(found.Body, sent!), "updated") is { } saved
            ? Read(saved, request)
            : Conflict;
    }

    private GraphAnswer Delete(GraphMailbox mailbox, GraphRequest request, ContactVersion found) =>
        IsCurrent(request, found) && mailbox.Replace(found, found.Body, "deleted") is not null ? GraphAnswer.Done : Conflict;

    private GraphAnswer? Refusal(JsonObject? sent)
    {
        var refusal = GraphContactRules.Refuse(sent);
        if (refusal?.Body?["error"]?["code"]?.GetValue<string>() == "ErrorInvalidArgument")
        {
            traffic.Count(GraphViolation.TooManyValues);
        }

        return refusal;
    }

    private bool IsCurrent(GraphRequest request, ContactVersion found) =>
        faults.IgnoresIfMatch || request.Headers.GetValueOrDefault("If-Match") is not { } expected || expected == "*" || expected == ETag(found);

    private static GraphAnswer Picture(GraphMailbox mailbox, ContactVersion found) =>
        mailbox.Photo(found.Id) is { } photo ? new GraphAnswer(200) { Photo = photo } : NoPicture;

    private static GraphAnswer PutPicture(GraphMailbox mailbox, GraphRequest request, ContactVersion found)
    {
        mailbox.SetPhoto(found.Id, request.Body, request.Headers.GetValueOrDefault("Content-Type") ?? "image/jpeg");
        return new GraphAnswer(200);
    }

    private static int Number(GraphRequest request, string name, int usual) =>
        request.Query.GetValueOrDefault(name) is { } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : -1 : usual;

    private static GraphAnswer Conflict => GraphAnswer.Error(412, "ErrorIrresolvableConflict",
        "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.");

    private static GraphAnswer NoPicture => GraphAnswer.Error(404, "ErrorItemNotFound", "The photo wasn't found.");
}
