using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Who is in a folder or has a category. Categories are texts on the items of every folder, and have ids of their own only in the mailbox's list of them.</summary>
internal sealed class GroupMembers(GraphCalls calls, ContactFolders folders)
{
    private const string CategoryKey = "category:";
    private const int PageSize = 1000;

    private static readonly string[] Selected = ["id"];

    public static ProviderGroup? Category(JsonObject category) => GraphJson.Text(category, "displayName") is { } name
        ? new ProviderGroup(name, name) { Key = CategoryKey + (GraphJson.Text(category, "id") ?? name) }
        : null;

    public static bool IsCategory(ProviderGroup group) => group.Key.StartsWith(CategoryKey, StringComparison.Ordinal);

    public async Task<IReadOnlyList<string>> ListAsync(ProviderGroup group, CancellationToken cancellationToken)
    {
        if (!IsCategory(group))
        {
            return await IdsAsync(In(group.Id, filter: null), cancellationToken);
        }

        var filter = $"categories/any(c:c eq '{group.Name.Replace("'", "''", StringComparison.Ordinal)}')";
        var ids = new List<string>(await IdsAsync(InDefaultFolder(filter), cancellationToken));
        foreach (var folder in await folders.ListAsync(cancellationToken))
        {
            ids.AddRange(await IdsAsync(In(folder.Id, filter), cancellationToken));
        }

        return ids;
    }

    private RequestInformation InDefaultFolder(string filter) => calls.Client.Me.Contacts.ToGetRequestInformation(request =>
    {
        request.QueryParameters.Select = Selected;
        request.QueryParameters.Top = PageSize;
        request.QueryParameters.Filter = filter;
    });

    private RequestInformation In(string folder, string? filter) => calls.Client.Me.ContactFolders[folder].Contacts.ToGetRequestInformation(request =>
    {
        request.QueryParameters.Select = Selected;
        request.QueryParameters.Top = PageSize;
        request.QueryParameters.Filter = filter;
    });

    /// <summary>None where the folder is gone.</summary>
    private async Task<IReadOnlyList<string>> IdsAsync(RequestInformation first, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        try
        {
            for (var request = first; request is not null;)
            {
                var page = await calls.ReadAsync(request, cancellationToken);
                ids.AddRange(GraphJson.Objects(page, "value").Select(item => GraphJson.Text(item, "id")).OfType<string>());
                request = GraphJson.Text(page, "@odata.nextLink") is { } next ? calls.Client.Me.Contacts.WithUrl(calls.Follow(next)).ToGetRequestInformation() : null;
            }
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            return [];
        }

        return ids;
    }
}
