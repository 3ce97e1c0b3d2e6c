using System.Text.Json.Nodes;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>The contacts of one mailbox. Pages come folder by folder: see <see cref="DeltaReader"/> for what that means for moves.</summary>
internal sealed class MicrosoftAccount : IAccount
{
    private readonly GraphCalls calls;
    private readonly ContactFolders folders;
    private readonly DeltaReader delta;
    private readonly KeySearch keys;
    private readonly ContactPictures pictures;
    private readonly GroupMembers members;
    private readonly GraphBatch batch;

    public MicrosoftAccount(GraphServiceClient client, Uri baseUrl, TimeProvider time)
    {
        calls = new GraphCalls(client, baseUrl);
        batch = new GraphBatch(calls, time);
        folders = new ContactFolders(calls, batch);
        delta = new DeltaReader(calls, batch, folders, FindAllAsync);
        keys = new KeySearch(calls, folders);
        pictures = new ContactPictures(calls, batch);
        members = new GroupMembers(calls, folders);
    }

    public async Task<string> IdentityAsync(CancellationToken cancellationToken)
    {
        var request = calls.Client.Me.ToGetRequestInformation(request => request.QueryParameters.Select = ["mail", "userPrincipalName"]);
        var person = await calls.ReadAsync(request, cancellationToken);
        return GraphJson.Text(person, "mail") ?? GraphJson.Text(person, "userPrincipalName") ?? "";
    }

    public async Task<IReadOnlyList<ProviderGroup>> GroupsAsync(CancellationToken cancellationToken) =>
        await folders.ChoicesAsync(cancellationToken);

    public Task<IReadOnlyList<string>> MembersAsync(ProviderGroup group, CancellationToken cancellationToken) => members.ListAsync(group, cancellationToken);

    /// <summary>A category keeps the name that it was made with: the service has no call for another.</summary>
    public async Task<bool> RenameGroupAsync(ProviderGroup group, string name, CancellationToken cancellationToken) =>
        !GroupMembers.IsCategory(group) && await folders.RenameAsync(group.Id, name, cancellationToken);

    public Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken) => delta.PageAsync(cursor, cancellationToken);

    public async Task<ProviderItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(id, cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            return null;
        }
    }

    public async Task<IReadOnlyDictionary<string, ProviderItem>> FindAllAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ProviderItem>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(GraphBatch.Most))
        {
            foreach (var (id, answer) in some.Zip(await batch.SendAsync(some.Select(Reading), cancellationToken)))
            {
                if (answer.Failure?.Fault != ProviderFault.Gone && await HeldAsync(answer.Json(), cancellationToken) is { } item)
                {
                    found[id] = item;
                }
            }
        }

        return found;
    }

    public async Task<ProviderItem?> FindByKeyAsync(string clientKey, CancellationToken cancellationToken) =>
        await keys.FindAsync(clientKey, cancellationToken) is { } found ? await ItemAsync(found, cancellationToken) : null;

    public async Task<ProviderItem> CreateAsync(Contact wanted, string clientKey, CancellationToken cancellationToken)
    {
        var named = await folders.NamedAsync(wanted.Labels, cancellationToken);
        var folder = named is { IsDefault: false } ? named : null;
        var body = ContactMapping.New(named is null ? wanted : wanted with { Labels = [.. wanted.Labels.Where(label => label != named.Name)] });
        ClientKeyProperty.Write(body, clientKey);
        var request = folder is null ? calls.Client.Me.Contacts.ToPostRequestInformation(new()) : calls.Client.Me.ContactFolders[folder.Id].Contacts.ToPostRequestInformation(new());
        var made = await calls.SendAsync(request, body, cancellationToken);
        if (folder is null)
        {
            // Into the default folder, whose name is no label.
            folders.RememberDefault(GraphItems.FolderOf(made));
        }

        return Demand(GraphItems.Read(made, folder?.Name)) with { ClientKey = clientKey };
    }

    public async Task<ProviderItem> UpdateAsync(ProviderItem current, Contact wanted, CancellationToken cancellationToken)
    {
        var raw = Raw(current);
        var patch = ContactPatch.Of(raw, wanted);
        if (patch.Count == 0)
        {
            return current;
        }

        await RequireCurrentAsync(current, cancellationToken);
        var request = calls.Client.Me.Contacts[current.Id].ToPatchRequestInformation(new());
        if (current.ETag.Length > 0)
        {
            request.Headers.Add("If-Match", current.ETag);
        }

        var saved = await calls.SendAsync(request, patch, cancellationToken);
        return ContactPatch.ChangesAll(raw, patch, saved)
            ? Demand(GraphItems.Read(saved, GraphJson.Text(raw, GraphItems.FolderName))) with { ClientKey = current.ClientKey }
            : throw new ProviderException(ProviderFault.Stale, "Somebody else changed the contact in the moment it was written.");
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
        var answer = (await PhotosAsync([item], cancellationToken))[0];
        return answer.Failure is { } failure ? throw failure : answer.Photo;
    }

    public Task<IReadOnlyList<PhotoAnswer>> PhotosAsync(IReadOnlyList<ProviderItem> items, CancellationToken cancellationToken) =>
        pictures.ReadAsync([.. items.Select(item => item.Id)], cancellationToken);

    public Contact View(ProviderItem item) => ContactMapping.Read(Raw(item));

    public Contact Fit(Contact contact) => ContactMapping.Read(ContactMapping.Write(contact, folder: null));

    /// <summary>The item's properties, with the name that its folder has by now.</summary>
    private JsonObject Raw(ProviderItem item)
    {
        var raw = GraphJson.Parse(item.Raw);
        if (raw.ContainsKey(GraphItems.FolderName) && folders.KnownName(GraphItems.FolderOf(raw)) is { } name)
        {
            raw[GraphItems.FolderName] = name;
        }

        return raw;
    }

    private async Task<ProviderItem?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await HeldAsync(await calls.ReadAsync(Reading(id), cancellationToken), cancellationToken);

    private RequestInformation Reading(string id) =>
        calls.Client.Me.Contacts[id].ToGetRequestInformation(request => request.QueryParameters.Expand = [ClientKeyProperty.Expansion]);

    /// <summary>Null for what is among the deleted items.</summary>
    private async Task<ProviderItem?> HeldAsync(JsonObject found, CancellationToken cancellationToken) =>
        await folders.HoldsAsync(GraphItems.FolderOf(found), cancellationToken) ? await ItemAsync(found, cancellationToken) : null;

    private async Task<ProviderItem?> ItemAsync(JsonObject json, CancellationToken cancellationToken) =>
        GraphItems.Read(json, await folders.NameAsync(GraphItems.FolderOf(json), cancellationToken));

    /// <summary>
    /// The service takes a write whichever entity tag it comes with, so the contact is read right before. Only a value that somebody else writes in
    /// the moment between the two is lost.
    /// </summary>
    private async Task RequireCurrentAsync(ProviderItem known, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(known.Id, cancellationToken)
            ?? throw new ProviderException(ProviderFault.Gone, "The contact is among the deleted items.");
        if (known.ETag.Length > 0 && !string.Equals(now.ETag, known.ETag, StringComparison.Ordinal))
        {
            throw new ProviderException(ProviderFault.Stale, "The contact is no longer what was read.");
        }
    }

    private static ProviderItem Demand(ProviderItem? item) =>
        item ?? throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph answered a write with a contact that has no id.");
}
