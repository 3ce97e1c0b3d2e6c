using System.Text.Json.Nodes;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>The contacts of one mailbox. Pages come folder by folder: see <see cref="DeltaReader"/> for what that means for moves.</summary>
internal sealed class MicrosoftAccount : IAccount
{
    /// <summary>Microsoft Graph takes pictures below 4 MB.</summary>
    private const int MostPhotoBytes = 4 * 1024 * 1024;

    private readonly GraphCalls calls;
    private readonly ContactFolders folders;
    private readonly DeltaReader delta;

    public MicrosoftAccount(GraphServiceClient client, Uri baseUrl)
    {
        calls = new GraphCalls(client, baseUrl);
        folders = new ContactFolders(calls);
        delta = new DeltaReader(calls, folders, FindAsync);
    }

    public async Task<string> IdentityAsync(CancellationToken cancellationToken)
    {
        var request = calls.Client.Me.ToGetRequestInformation(request => request.QueryParameters.Select = ["mail", "userPrincipalName"]);
        var person = await calls.ReadAsync(request, cancellationToken);
        return GraphJson.Text(person, "mail") ?? GraphJson.Text(person, "userPrincipalName") ?? "";
    }

    public async Task<IReadOnlyList<ProviderGroup>> GroupsAsync(CancellationToken cancellationToken) =>
        [.. await folders.ListAsync(cancellationToken), .. await CategoriesAsync(cancellationToken)];

    public Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken) => delta.PageAsync(cursor, cancellationToken);

    public async Task<ProviderItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var request = calls.Client.Me.Contacts[id].ToGetRequestInformation(request => request.QueryParameters.Expand = [ClientKeyProperty.Expansion]);
            return await ItemAsync(await calls.ReadAsync(request, cancellationToken), cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            return null;
        }
    }

    /// <summary>New contacts go to the default folder, where it is looked for first; the person may have moved it since.</summary>
    public async Task<ProviderItem?> FindByKeyAsync(string clientKey, CancellationToken cancellationToken)
    {
        var search = ClientKeyProperty.Search(clientKey);
        var request = calls.Client.Me.Contacts.ToGetRequestInformation(request =>
            (request.QueryParameters.Filter, request.QueryParameters.Expand) = (search, [ClientKeyProperty.Expansion]));
        if (await FirstAsync(request, cancellationToken) is { } found)
        {
            return found;
        }

        foreach (var folder in await folders.ListAsync(cancellationToken))
        {
            request = calls.Client.Me.ContactFolders[folder.Id].Contacts.ToGetRequestInformation(request =>
                (request.QueryParameters.Filter, request.QueryParameters.Expand) = (search, [ClientKeyProperty.Expansion]));
            if (await FirstAsync(request, cancellationToken) is { } moved)
            {
                return moved;
            }
        }

        return null;
    }

    public async Task<ProviderItem> CreateAsync(Contact wanted, string clientKey, CancellationToken cancellationToken)
    {
        var body = ContactMapping.New(wanted);
        ClientKeyProperty.Write(body, clientKey);
        var made = await calls.SendAsync(calls.Client.Me.Contacts.ToPostRequestInformation(new()), body, cancellationToken);
        // Into the default folder, whose name is no label.
        return Demand(GraphItems.Read(made, folderName: null)) with { ClientKey = clientKey };
    }

    public async Task<ProviderItem> UpdateAsync(ProviderItem current, Contact wanted, CancellationToken cancellationToken)
    {
        var raw = GraphJson.Parse(current.Raw);
        var patch = ContactPatch.Of(raw, wanted);
        if (patch.Count == 0)
        {
            return current;
        }

        var request = calls.Client.Me.Contacts[current.Id].ToPatchRequestInformation(new());
        if (current.ETag.Length > 0)
        {
            request.Headers.Add("If-Match", current.ETag);
        }

        var saved = await calls.SendAsync(request, patch, cancellationToken);
        var isInPlace = GraphItems.FolderOf(saved) == GraphItems.FolderOf(raw);
        var folder = isInPlace ? GraphJson.Text(raw, GraphItems.FolderName) : await folders.NameAsync(GraphItems.FolderOf(saved), cancellationToken);
        return Demand(GraphItems.Read(saved, folder)) with { ClientKey = current.ClientKey };
    }

    public async Task DeleteAsync(ProviderItem current, CancellationToken cancellationToken)
    {
        try
        {
            await calls.Client.Me.Contacts[current.Id].DeleteAsync(cancellationToken: cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            // Somebody else was faster; it is what was wanted.
        }
    }

    public async Task<ProviderPhoto?> PhotoAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        var headers = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
        var request = calls.Client.Me.Contacts[item.Id].Photo.Content.ToGetRequestInformation();
        request.AddRequestOptions([headers]);
        try
        {
            await using var stream = await calls.StreamAsync(request, cancellationToken);
            return stream is null ? null : await ReadAsync(stream, headers, cancellationToken);
        }
        catch (ProviderException none) when (none.Fault == ProviderFault.Gone)
        {
            return null;
        }
    }

    public Contact View(ProviderItem item) => ContactMapping.Read(GraphJson.Parse(item.Raw));

    public Contact Fit(Contact contact) => ContactMapping.Read(ContactMapping.Write(contact, folder: null));

    /// <summary>The list of categories needs a consent of its own; without it people choose among folders.</summary>
    private async Task<IReadOnlyList<ProviderGroup>> CategoriesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var page = await calls.ReadAsync(calls.Client.Me.Outlook.MasterCategories.ToGetRequestInformation(), cancellationToken);
            return [.. GraphJson.Objects(page, "value").Select(category => GraphJson.Text(category, "displayName")).OfType<string>().Select(name => new ProviderGroup(name, name))];
        }
        catch (ProviderException refused) when (refused.Fault == ProviderFault.SignInNeeded)
        {
            return [];
        }
    }

    private async Task<ProviderItem?> FirstAsync(RequestInformation request, CancellationToken cancellationToken)
    {
        var page = await calls.ReadAsync(request, cancellationToken);
        return GraphJson.Objects(page, "value").FirstOrDefault() is { } found ? await ItemAsync(found, cancellationToken) : null;
    }

    private async Task<ProviderItem?> ItemAsync(JsonObject json, CancellationToken cancellationToken) =>
        GraphItems.Read(json, await folders.NameAsync(GraphItems.FolderOf(json), cancellationToken));

    private static async Task<ProviderPhoto> ReadAsync(Stream stream, HeadersInspectionHandlerOption headers, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.Length <= MostPhotoBytes
            ? new ProviderPhoto(bytes.ToArray(), headers.ResponseHeaders.TryGetValue("Content-Type", out var types) ? types.FirstOrDefault() : null)
            : throw new ProviderException(ProviderFault.Rejected, $"The picture has {bytes.Length} bytes; {MostPhotoBytes} are taken.");
    }

    private static ProviderItem Demand(ProviderItem? item) =>
        item ?? throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph answered a write with a contact that has no id.");
}
