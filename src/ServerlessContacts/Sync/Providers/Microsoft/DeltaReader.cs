using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>
/// One folder after the other, the default one first, page by page. The service keeps the state of each folder apart, so a contact that was
/// moved is deleted in one folder and there in another: both come, in the order of the folders, in the same run or, where the move happened
/// between the readings of the two folders, the one in this run and the other in the next. Ids survive moves; a deletion is final only when
/// the id is found nowhere.
/// </summary>
internal sealed class DeltaReader(GraphCalls calls, ContactFolders folders, Func<string, CancellationToken, Task<ProviderItem?>> find)
{
    /// <summary>Small enough that a page is stored well within the time a message has, large beside the default of 10.</summary>
    private const string PageSize = "odata.maxpagesize=200";

    public async Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var place = cursor is null ? DeltaCursor.Beginning : DeltaCursor.Parse(cursor);
        var state = place.At is null ? place.Start(await PresentAsync(place, cancellationToken)) : place;
        if (state.Current is not { } folder)
        {
            return new ProviderPage([], Next: null, Delta: (state with { At = null }).ToString());
        }

        var page = await ReadAsync(folder, cancellationToken);
        var items = await ItemsAsync(folder, page, cancellationToken);
        return Page(items, GraphJson.Text(page, "@odata.nextLink") is { } next ? state.Next(next) : state.NextFolder(DeltaLink(page)));
    }

    private static ProviderPage Page(IReadOnlyList<ProviderItem> items, DeltaCursor after) =>
        after.At is null ? new ProviderPage(items, Next: null, Delta: after.ToString()) : new ProviderPage(items, Next: after.ToString(), Delta: null);

    private async Task<IReadOnlyList<FolderCursor>> PresentAsync(DeltaCursor place, CancellationToken cancellationToken)
    {
        var listed = await folders.ListAsync(cancellationToken);
        folders.RememberDefault(place.Folders.FirstOrDefault(folder => folder.Name is null)?.Id);
        var home = await folders.DefaultIdAsync(cancellationToken);
        var others = listed.Where(folder => folder.Id != home).Select(folder => new FolderCursor(folder.Id, folder.Name));
        return home is null ? [.. others] : [new FolderCursor(home, Name: null), .. others];
    }

    /// <summary>A folder without which the run began is not there for its changes either.</summary>
    private async Task<JsonObject> ReadAsync(FolderCursor folder, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.ReadAsync(Request(folder), cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            throw new ProviderException(ProviderFault.CursorExpired, gone.Message, inner: gone);
        }
    }

    private RequestInformation Request(FolderCursor folder)
    {
        var delta = calls.Client.Me.ContactFolders[folder.Id].Contacts.Delta;
        var request = (folder.Link is { } link ? delta.WithUrl(calls.Follow(link)) : delta).ToGetRequestInformation();
        request.Headers.Add("Prefer", PageSize);
        return request;
    }

    private async Task<IReadOnlyList<ProviderItem>> ItemsAsync(FolderCursor folder, JsonObject page, CancellationToken cancellationToken)
    {
        var items = new List<ProviderItem>();
        foreach (var json in GraphJson.Objects(page, "value").ToList())
        {
            if (await ItemAsync(folder, json, cancellationToken) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>Of a change the service promises only the properties that changed; what is not whole is read again.</summary>
    private Task<ProviderItem?> ItemAsync(FolderCursor folder, JsonObject json, CancellationToken cancellationToken) =>
        folder.OnlyChanges && !GraphItems.IsRemoved(json) && !ContactMapping.IsWhole(json) && GraphJson.Text(json, "id") is { } id
            ? find(id, cancellationToken)
            : Task.FromResult(GraphItems.Read(json, folder.Name));

    private static string DeltaLink(JsonObject page) => GraphJson.Text(page, "@odata.deltaLink")
        ?? throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph ended a listing without a delta link.");
}
