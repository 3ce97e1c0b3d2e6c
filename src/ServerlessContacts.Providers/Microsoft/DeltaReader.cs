using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// One folder after the other, the default one first, page by page. The service keeps the state of each folder apart, so a contact that was
/// moved is deleted in one folder and there in another: both come, in the order of the folders, in the same run or, where the move happened
/// between the readings of the two folders, the one in this run and the other in the next. Ids survive moves; a deletion is final only when
/// the id is found nowhere.
/// </summary>
internal sealed class DeltaReader(
    GraphCalls calls,
    GraphBatch batch,
    ContactFolders folders,
    Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyDictionary<string, ProviderItem>>> find)
{
    /// <summary>Small enough that a page is stored well within the time a message has, large beside the default of 10.</summary>
    private const string PageSize = "odata.maxpagesize=200";

    /// <summary>Pages of changes that were read together with an earlier one, by their addresses.</summary>
    private readonly Dictionary<string, BatchAnswer> ahead = new(StringComparer.Ordinal);

    /// <summary>What those pages show a part of, whole; null where it is gone.</summary>
    private readonly Dictionary<string, ProviderItem?> whole = new(StringComparer.Ordinal);

    public async Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var place = cursor is null ? DeltaCursor.Beginning : DeltaCursor.Parse(cursor);
        var state = place.At is null ? place.Start(await PresentAsync(place, cancellationToken)) : place;
        if (state.Current is not { } folder)
        {
            return new ProviderPage([], Next: null, Delta: (state with { At = null }).ToString());
        }

        var page = await ReadAsync(state, folder, cancellationToken);
        var items = await ItemsAsync(folder, page, cancellationToken);
        return Page(items, GraphJson.Text(page, "@odata.nextLink") is { } next ? state.Next(next) : state.NextFolder(DeltaLink(page)));
    }

    private static ProviderPage Page(IReadOnlyList<ProviderItem> items, DeltaCursor after) =>
        after.At is null ? new ProviderPage(items, Next: null, Delta: after.ToString()) : new ProviderPage(items, Next: after.ToString(), Delta: null);

    private async Task<IReadOnlyList<FolderCursor>> PresentAsync(DeltaCursor place, CancellationToken cancellationToken)
    {
        folders.RememberDefault(place.Folders.FirstOrDefault(folder => folder.Name is null)?.Id);
        var listed = await folders.PresentAsync(cancellationToken);
        var home = await folders.DefaultIdAsync(cancellationToken);
        var others = listed.Where(folder => folder.Id != home).Select(folder => new FolderCursor(folder.Id, folder.Name));
        return home is null ? [.. others] : [new FolderCursor(home, Name: null), .. others];
    }

    /// <summary>A folder without which the run began is not there for its changes either.</summary>
    private async Task<JsonObject> ReadAsync(DeltaCursor state, FolderCursor folder, CancellationToken cancellationToken)
    {
        try
        {
            return folder is { OnlyChanges: true, Link: { } link }
                ? (await ChangesAsync(state, link, cancellationToken)).Json()
                : await calls.ReadAsync(Request(folder), cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            throw new ProviderException(ProviderFault.CursorExpired, gone.Message, inner: gone);
        }
    }

    /// <summary>Most folders have no changes: those of the next ones are read in the same call.</summary>
    private async Task<BatchAnswer> ChangesAsync(DeltaCursor state, string link, CancellationToken cancellationToken)
    {
        if (ahead.Remove(link, out var known))
        {
            return known;
        }

        ahead.Clear();
        whole.Clear();
        var next = state.Folders.Skip(state.At ?? 0).Where(folder => folder is { OnlyChanges: true, Link: not null }).Take(GraphBatch.Most)
            .ToList();
        foreach (var (folder, answer) in next.Zip(await batch.ReadAsync(next.Select(Request), cancellationToken)))
        {
            ahead[folder.Link!] = answer;
        }

        var pages = ahead.Values.Where(answer => answer.Failure is null).Select(answer => answer.Json());
        await CompleteAsync(pages.SelectMany(PartsIn), cancellationToken);
        return ahead.Remove(link, out var read)
            ? read
            : throw new InvalidOperationException("The folder that is read is not among those that are.");
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
        var parts = folder.OnlyChanges ? PartsIn(page) : [];
        await CompleteAsync(parts.Where(id => !whole.ContainsKey(id)), cancellationToken);
        return [.. GraphJson.Objects(page, "value").ToList().Select(json => GraphItems.Read(json, folder.Name)).OfType<ProviderItem>()
            .Select(item => item.IsDeleted || !parts.Contains(item.Id) ? item : whole[item.Id]).OfType<ProviderItem>()];
    }

    /// <summary>Of a change the service promises only the properties that changed; what is not whole is read again.</summary>
    private static HashSet<string> PartsIn(JsonObject page) =>
        GraphJson.Objects(page, "value").Where(json => !GraphItems.IsRemoved(json) && !ContactMapping.IsWhole(json))
            .Select(json => GraphJson.Text(json, "id")).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private async Task CompleteAsync(IEnumerable<string> parts, CancellationToken cancellationToken)
    {
        var asked = parts.Distinct(StringComparer.Ordinal).ToList();
        var found = await find(asked, cancellationToken);
        asked.ForEach(id => whole[id] = found.GetValueOrDefault(id));
    }

    private static string DeltaLink(JsonObject page) => GraphJson.Text(page, "@odata.deltaLink")
        ?? throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph ended a listing without a delta link.");
}
