using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>
/// The contact folders that people made. The default one is usually not listed; its id is the parent of what <c>/me/contacts</c> shows, and
/// it has no name here because it is no label.
/// </summary>
internal sealed class ContactFolders(GraphCalls calls)
{
    private const int PageSize = 100;

    private volatile IReadOnlyList<ProviderGroup>? known;
    private volatile string? home;

    /// <summary>
    /// All of them, asked for anew: one call, and one more for each folder, which may have folders in it. One that is known keeps the name under which it became known: a rename is
    /// for the next message, which relabels its members first.
    /// </summary>
    public async Task<IReadOnlyList<ProviderGroup>> ListAsync(CancellationToken cancellationToken)
    {
        var folders = new List<ProviderGroup>();
        var top = calls.Client.Me.ContactFolders.ToGetRequestInformation(request => request.QueryParameters.Top = PageSize);
        await AddAsync(folders, top, cancellationToken);
        for (var parent = 0; parent < folders.Count; parent++)
        {
            await AddChildrenAsync(folders, folders[parent].Id, cancellationToken);
        }

        return known = [.. folders.DistinctBy(folder => folder.Id, StringComparer.Ordinal).Select(folder => Known(folder.Id) ?? folder)];
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

    /// <summary>The first folder whose name is among these labels: where a new contact with them belongs. Null for the default folder.</summary>
    public async Task<ProviderGroup?> NamedAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken) => labels.Count == 0
        ? null
        : (known ?? await ListAsync(cancellationToken)).FirstOrDefault(folder => labels.Contains(folder.Name, StringComparer.Ordinal));

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

    private async Task<bool> IsForContactsAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await calls.ReadAsync(calls.Client.Me.ContactFolders[folder].ToGetRequestInformation(), cancellationToken);
            return true;
        }
        catch (ProviderException other) when (other.Fault == ProviderFault.Gone)
        {
            return false;
        }
    }

    /// <summary>What is known of the default folder from elsewhere.</summary>
    public void RememberDefault(string? folder) => home = folder ?? home;

    /// <summary>Null while the default folder was never seen with a contact: nothing tells its id then, and nothing in it can have changed.</summary>
    public async Task<string?> DefaultIdAsync(CancellationToken cancellationToken)
    {
        if (home is { } seen)
        {
            return seen;
        }

        var request = calls.Client.Me.Contacts.ToGetRequestInformation(request =>
        {
            request.QueryParameters.Top = 1;
            request.QueryParameters.Select = ["id", "parentFolderId"];
        });
        var page = await calls.ReadAsync(request, cancellationToken);
        return home = GraphJson.Objects(page, "value").Select(GraphItems.FolderOf).FirstOrDefault();
    }

    /// <summary>A folder that went away since it was listed has no children.</summary>
    private async Task AddChildrenAsync(List<ProviderGroup> folders, string parent, CancellationToken cancellationToken)
    {
        try
        {
            var children = calls.Client.Me.ContactFolders[parent].ChildFolders
                .ToGetRequestInformation(request => request.QueryParameters.Top = PageSize);
            await AddAsync(folders, children, cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            // Its contacts come as deletions, or the next run finds the folder missing.
        }
    }

    private async Task AddAsync(List<ProviderGroup> folders, RequestInformation first, CancellationToken cancellationToken)
    {
        for (var request = first; request is not null;)
        {
            var page = await calls.ReadAsync(request, cancellationToken);
            folders.AddRange(GraphJson.Objects(page, "value").Select(Read).OfType<ProviderGroup>());
            request = GraphJson.Text(page, "@odata.nextLink") is { } next ? Following(next) : null;
        }
    }

    private RequestInformation Following(string link) => calls.Client.Me.ContactFolders.WithUrl(calls.Follow(link)).ToGetRequestInformation();

    private static ProviderGroup? Read(JsonObject folder) =>
        GraphJson.Text(folder, "id") is { } id ? new ProviderGroup(id, GraphJson.Text(folder, "displayName") ?? id) : null;
}
