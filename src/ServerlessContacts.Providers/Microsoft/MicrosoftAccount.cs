using System.Text.Json.Nodes;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

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
    private readonly GraphWrites writes;

    public MicrosoftAccount(GraphServiceClient client, Uri baseUrl, TimeProvider time)
    {
        calls = new GraphCalls(client, baseUrl);
        batch = new GraphBatch(calls, time);
        folders = new ContactFolders(calls, batch);
        delta = new DeltaReader(calls, batch, folders, FindAllAsync);
        keys = new KeySearch(calls, batch, folders);
        pictures = new ContactPictures(calls, batch);
        members = new GroupMembers(calls, folders);
        writes = new GraphWrites(calls, batch, folders, Raw, FindAllAsync);
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

    public async Task<IReadOnlyDictionary<string, ProviderItem>> FindAllAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ProviderItem>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(GraphBatch.Most))
        {
            foreach (var (id, answer) in some.Zip(await batch.ReadAsync(some.Select(Reading), cancellationToken)))
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

    public async Task<ProviderItem> CreateAsync(Contact wanted, string clientKey, CancellationToken cancellationToken) =>
        Demand(await writes.CreateAsync([new(wanted, clientKey)], cancellationToken))!;

    public async Task<ProviderItem> UpdateAsync(ProviderItem current, Contact wanted, CancellationToken cancellationToken) =>
        Demand(await writes.UpdateAsync([new(current, wanted)], cancellationToken))!;

    public async Task DeleteAsync(ProviderItem current, CancellationToken cancellationToken) =>
        Demand(await writes.DeleteAsync([new(current)], cancellationToken));

    public Task<IReadOnlyList<WriteAnswer>> WriteAsync(
        IReadOnlyList<ProviderWrite> sent, CancellationToken cancellationToken) =>
        sent switch
        {
            [ProviderWrite.Create, ..] => writes.CreateAsync([.. sent.Cast<ProviderWrite.Create>()], cancellationToken),
            [ProviderWrite.Update, ..] => writes.UpdateAsync([.. sent.Cast<ProviderWrite.Update>()], cancellationToken),
            _ => writes.DeleteAsync([.. sent.Cast<ProviderWrite.Delete>()], cancellationToken),
        };

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

    private static ProviderItem? Demand(IReadOnlyList<WriteAnswer> answers) =>
        (answers[0].Refusal ?? answers[0].Wait) is { } failure ? throw failure : answers[0].Item;
}
