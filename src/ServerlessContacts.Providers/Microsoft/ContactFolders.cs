using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// The contact folders that people made. The default one is usually not listed; its id is the parent of what <c>/me/contacts</c> shows. It
/// can be chosen, and its name is no label.
/// </summary>
internal sealed class ContactFolders(GraphCalls calls, GraphBatch batch)
{
    private const int PageSize = 100;

    private volatile IReadOnlyList<ProviderGroup>? known;
    private IReadOnlyList<ProviderGroup>? unused;
    private volatile string? home;

    /// <summary>
    /// All of them, asked for anew: a call for the topmost, and one for those in each twenty of them. One that is known keeps the name
    /// under which it became known: a rename is for the next message, which relabels its members first.
    /// </summary>
    public async Task<IReadOnlyList<ProviderGroup>> ListAsync(CancellationToken cancellationToken)
    {
        var answers = await batch.ReadAsync(home is null ? [Topmost(), OfDefault()] : [Topmost()], cancellationToken);
        RememberDefault(answers.Count > 1 ? FolderIn(answers[1].Json()) : null);
        return await BelowAsync(answers[0].Json(), cancellationToken);
    }

    /// <summary>As they were listed for the choice, once; then anew.</summary>
    public Task<IReadOnlyList<ProviderGroup>> PresentAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref unused, null) is { } listed ? Task.FromResult(listed) : ListAsync(cancellationToken);

    /// <summary>
    /// What can be chosen: the default folder, once it was seen with a contact, the other ones, and the categories. The list of categories
    /// needs a consent of its own; without it people choose among folders.
    /// </summary>
    public async Task<IReadOnlyList<ProviderGroup>> ChoicesAsync(CancellationToken cancellationToken)
    {
        var categories = calls.Client.Me.Outlook.MasterCategories.ToGetRequestInformation();
        var answers = await batch.ReadAsync([Topmost(), OfDefault(), categories], cancellationToken);
        RememberDefault(FolderIn(answers[1].Json()));
        unused = await BelowAsync(answers[0].Json(), cancellationToken);
        var named = answers[2].Failure?.Fault == ProviderFault.SignInNeeded
            ? []
            : GraphJson.Objects(answers[2].Json(), "value").Select(GroupMembers.Category);
        return [.. await DefaultAsync(cancellationToken), .. unused, .. named.OfType<ProviderGroup>()];
    }

    private async Task<IReadOnlyList<ProviderGroup>> DefaultAsync(CancellationToken cancellationToken) =>
        home is { } id && await FindAsync(id, cancellationToken) is { } folder ? [folder with { IsLabel = false, IsDefault = true }] : [];

    private async Task<IReadOnlyList<ProviderGroup>> BelowAsync(JsonObject topmost, CancellationToken cancellationToken)
    {
        var folders = new List<ProviderGroup>();
        await AddAsync(folders, topmost, cancellationToken);
        for (var asked = 0; asked < folders.Count;)
        {
            var parents = folders.Skip(asked).Take(GraphBatch.Most).ToList();
            asked += parents.Count;
            foreach (var children in await batch.ReadAsync(parents.Select(parent => ChildrenOf(parent.Id)), cancellationToken))
            {
                // A folder that went away since it was listed has no children. Its contacts come as deletions, or the next run finds it
                // missing.
                if (children.Failure?.Fault != ProviderFault.Gone)
                {
                    await AddAsync(folders, children.Json(), cancellationToken);
                }
            }
        }

        var others = folders.Where(folder => folder.Id != home).DistinctBy(folder => folder.Id, StringComparer.Ordinal);
        return known = [.. others.Select(folder => Known(folder.Id) ?? folder)];
    }

    /// <summary>The name of a folder that was listed; null for others.</summary>
    public string? KnownName(string? folder) => Known(folder)?.Name;

    /// <summary>False where the service does not take the name.</summary>
    public async Task<bool> RenameAsync(string folder, string name, CancellationToken cancellationToken)
    {
        try
        {
            await calls.SendAsync(calls.Client.Me.ContactFolders[folder].ToPatchRequestInformation(new()), new JsonObject { ["displayName"] = name }, cancellationToken);
            known = [.. (known ?? []).Select(one => one.Id == folder ? one with { Name = name } : one)];
            return true;
        }
        catch (ProviderException refused) when (refused.Fault is ProviderFault.Rejected or ProviderFault.Stale or ProviderFault.Gone)
        {
            return false;
        }
    }

    private ProviderGroup? Known(string? folder) => known?.FirstOrDefault(one => one.Id == folder);

    /// <summary>The name that a contact in the folder gets as a label; null for the default folder.</summary>
    public async Task<string?> NameAsync(string? folder, CancellationToken cancellationToken)
    {
        var folders = known ?? await ListAsync(cancellationToken);
        return folders.FirstOrDefault(one => one.Id == folder)?.Name;
    }

    /// <summary>
    /// Where a new contact with these labels belongs: the folder of the first label that names one, the default one by its id. Null where
    /// none does: it belongs to the default one.
    /// </summary>
    public async Task<ProviderGroup?> NamedAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var folders = labels.Count == 0 ? [] : known ?? await ListAsync(cancellationToken);
        return labels.Select(Named).FirstOrDefault(folder => folder is not null);

        ProviderGroup? Named(string label) =>
            label == home ? new ProviderGroup(label, label) { IsDefault = true } : folders.FirstOrDefault(folder => folder.Name == label);
    }

    /// <summary>
    /// Whether contacts in the folder are there for people. A deleted one is moved to the mailbox's deleted items, where its immutable id may
    /// still find it. While the default folder was never seen with a contact, the service is asked what kind of folder it is.
    /// </summary>
    public async Task<bool> HoldsAsync(string? folder, CancellationToken cancellationToken)
    {
        var main = await DefaultIdAsync(cancellationToken);
        if (folder is null || folder == main || await NameAsync(folder, cancellationToken) is not null)
        {
            return true;
        }

        // It may be new.
        return (await ListAsync(cancellationToken)).Any(one => one.Id == folder) || (main is null && await IsForContactsAsync(folder, cancellationToken));
    }

    private async Task<bool> IsForContactsAsync(string folder, CancellationToken cancellationToken) =>
        await FindAsync(folder, cancellationToken) is not null;

    private async Task<ProviderGroup?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return Read(await calls.ReadAsync(calls.Client.Me.ContactFolders[folder].ToGetRequestInformation(), cancellationToken));
        }
        catch (ProviderException other) when (other.Fault == ProviderFault.Gone)
        {
            return null;
        }
    }

    /// <summary>What is known of the default folder from elsewhere.</summary>
    public void RememberDefault(string? folder) => home = folder ?? home;

    /// <summary>Null while the default folder was never seen with a contact: nothing tells its id then, and nothing in it can have changed.</summary>
    public async Task<string?> DefaultIdAsync(CancellationToken cancellationToken)
    {
        if (home is null)
        {
            RememberDefault(FolderIn(await calls.ReadAsync(OfDefault(), cancellationToken)));
        }

        return home;
    }

    private static string? FolderIn(JsonObject page) => GraphJson.Objects(page, "value").Select(GraphItems.FolderOf).FirstOrDefault();

    private RequestInformation Topmost() =>
        calls.Client.Me.ContactFolders.ToGetRequestInformation(request => request.QueryParameters.Top = PageSize);

    private RequestInformation OfDefault() => calls.Client.Me.Contacts.ToGetRequestInformation(request =>
    {
        request.QueryParameters.Top = 1;
        request.QueryParameters.Select = ["id", "parentFolderId"];
    });

    private RequestInformation ChildrenOf(string folder) =>
        calls.Client.Me.ContactFolders[folder].ChildFolders.ToGetRequestInformation(request => request.QueryParameters.Top = PageSize);

    private async Task AddAsync(List<ProviderGroup> folders, JsonObject first, CancellationToken cancellationToken)
    {
        for (var page = first; ; page = await calls.ReadAsync(Following(GraphJson.Text(page, "@odata.nextLink")!), cancellationToken))
        {
            folders.AddRange(GraphJson.Objects(page, "value").Select(Read).OfType<ProviderGroup>());
            if (GraphJson.Text(page, "@odata.nextLink") is null)
            {
                return;
            }
        }
    }

    private RequestInformation Following(string link) => calls.Client.Me.ContactFolders.WithUrl(calls.Follow(link)).ToGetRequestInformation();

    private static ProviderGroup? Read(JsonObject folder) =>
        GraphJson.Text(folder, "id") is { } id ? new ProviderGroup(id, GraphJson.Text(folder, "displayName") ?? id) : null;
}
