using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>Which part of the service answers a request.</summary>
internal sealed class GraphRouter(
    Func<SimulatedAccount, GraphMailbox> mailboxes, GraphContacts contacts, GraphDelta delta, SubscriptionBook subscriptions,
    GraphTraffic traffic, Func<GraphRequest, GraphAnswer?> injected)
{
    public Task<GraphAnswer> AnswerAsync(GraphRequest request, CancellationToken cancellationToken) => request.Path switch
    {
        ["$batch"] => new GraphBatch(this, traffic, injected).AnswerAsync(request, cancellationToken),
        ["subscriptions", .. var rest] => SubscriptionsAsync(request, rest, cancellationToken),
        _ => Task.FromResult(Mail(request)),
    };

    /// <summary>Notifications name contacts in the form that was asked for when the subscription was made.</summary>
    private Task<GraphAnswer> SubscriptionsAsync(GraphRequest request, string[] rest, CancellationToken cancellationToken)
    {
        if (request.Method == "POST" && rest.Length == 0)
        {
            CountMutableIds(request);
        }

        return subscriptions.AnswerAsync(request, rest, cancellationToken);
    }

    private void CountMutableIds(GraphRequest request)
    {
        if (!request.WantsImmutableIds)
        {
            traffic.Count(GraphViolation.MutableIds);
        }
    }

    private GraphAnswer Mail(GraphRequest request)
    {
        var mailbox = mailboxes(request.Account);
        lock (mailbox.Gate)
        {
            return request.Path switch
            {
                ["me"] => Person(request.Account),
                ["me", "outlook", "mastercategories"] => Categories(mailbox),
                ["me", "contacts", .. var rest] => Contacts(mailbox, request, folder: null, rest),
                ["me", "contactfolders", .. var rest] => Folders(mailbox, request, rest),
                _ => GraphAnswer.Error(404, "ResourceNotFound", $"Resource not found for the segment '{request.Path.LastOrDefault()}'."),
            };
        }
    }

    private GraphAnswer Contacts(GraphMailbox mailbox, GraphRequest request, string? folder, string[] rest)
    {
        CountMutableIds(request);
        // Without a folder there is no documented way to ask for changes.
        return (request.Method, folder, rest) switch
        {
            ("GET", not null, ["delta"]) => delta.Answer(mailbox, request, folder),
            _ => contacts.Answer(mailbox, request, folder, rest),
        };
    }

    private GraphAnswer Folders(GraphMailbox mailbox, GraphRequest request, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => Listing(mailbox, mailbox.DefaultFolder, mailbox.ListsDefault ? [Default(mailbox)] : []),
        ("POST", []) => Create(mailbox, request, mailbox.DefaultFolder),
        (_, [var id, ..]) when !mailbox.HasFolder(id) => GraphAnswer.NotFound,
        ("GET", [var id]) => Folder(mailbox, id),
        ("PATCH", [var id]) => Rename(mailbox, request, id),
        ("DELETE", [var id]) => Delete(mailbox, id),
        ("GET", [var id, "childfolders"]) => Listing(mailbox, id),
        ("POST", [var id, "childfolders"]) => Create(mailbox, request, id),
        (_, [var id, "contacts", .. var more]) => Contacts(mailbox, request, id, more),
        _ => GraphAnswer.NotFound,
    };

    private static GraphAnswer Person(SimulatedAccount account) => GraphAnswer.Ok(new JsonObject
    {
        ["id"] = account.Id,
        ["displayName"] = account.Name,
        ["mail"] = account.Email,
        ["userPrincipalName"] = account.Email,
    });

    private static GraphAnswer Categories(GraphMailbox mailbox) => GraphAnswer.Ok(new JsonObject
    {
        ["value"] = new JsonArray([.. mailbox.MasterCategories.Select(category => new JsonObject { ["id"] = category.Id, ["displayName"] = category.Name, ["color"] = "preset0" })]),
    });

    private static GraphAnswer Listing(GraphMailbox mailbox, string parent, params GraphFolder[] others) => GraphAnswer.Ok(new JsonObject
    {
        ["value"] = new JsonArray([.. others.Concat(mailbox.Folders.Where(folder => folder.Parent == parent)).Select(Json)]),
    });

    private static GraphFolder Default(GraphMailbox mailbox) => new(mailbox.DefaultFolder, mailbox.DefaultName, "");

    private static GraphAnswer Folder(GraphMailbox mailbox, string id) =>
        GraphAnswer.Ok(Json(mailbox.Folders.FirstOrDefault(folder => folder.Id == id) ?? Default(mailbox)));

    private static GraphAnswer Create(GraphMailbox mailbox, GraphRequest request, string parent)
    {
        if (request.Json()?["displayName"]?.GetValue<string>() is not { Length: > 0 } name)
        {
            return GraphAnswer.Error(400, "ErrorInvalidRequest", "A folder needs a name.");
        }

        var id = mailbox.AddFolder(name, parent);
        return new GraphAnswer(201, Json(mailbox.Folders.First(folder => folder.Id == id)));
    }

    private static GraphAnswer Rename(GraphMailbox mailbox, GraphRequest request, string id)
    {
        if (request.Json()?["displayName"]?.GetValue<string>() is not { Length: > 0 } name)
        {
            return GraphAnswer.Error(400, "ErrorInvalidRequest", "A folder needs a name.");
        }

        if (mailbox.Folders.Any(folder => folder.Id != id && string.Equals(folder.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            return GraphAnswer.Error(409, "ErrorFolderExists", "A folder with the specified name already exists.");
        }

        mailbox.RenameFolder(id, name);
        return Folder(mailbox, id);
    }

    private static GraphAnswer Delete(GraphMailbox mailbox, string id)
    {
        mailbox.RemoveFolder(id);
        return GraphAnswer.Done;
    }

    private static JsonObject Json(GraphFolder folder) => new() { ["id"] = folder.Id, ["displayName"] = folder.Name, ["parentFolderId"] = folder.Parent };
}
