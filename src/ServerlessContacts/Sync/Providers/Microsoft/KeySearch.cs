using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>Looks for a contact by the key it was created with: in the default folder, where it was made, then wherever the person may have moved it.</summary>
internal sealed class KeySearch(GraphCalls calls, ContactFolders folders)
{
    public async Task<JsonObject?> FindAsync(string clientKey, CancellationToken cancellationToken)
    {
        var search = ClientKeyProperty.Search(clientKey);
        if (await FirstAsync(InDefaultFolder(search), cancellationToken) is { } found)
        {
            return found;
        }

        foreach (var folder in await folders.ListAsync(cancellationToken))
        {
            if (await FirstAsync(In(folder.Id, search), cancellationToken) is { } moved)
            {
                return moved;
            }
        }

        return null;
    }

    private RequestInformation InDefaultFolder(string search) => calls.Client.Me.Contacts.ToGetRequestInformation(request =>
    {
        request.QueryParameters.Filter = search;
        request.QueryParameters.Expand = [ClientKeyProperty.Expansion];
    });

    private RequestInformation In(string folder, string search) => calls.Client.Me.ContactFolders[folder].Contacts.ToGetRequestInformation(request =>
    {
        request.QueryParameters.Filter = search;
        request.QueryParameters.Expand = [ClientKeyProperty.Expansion];
    });

    private async Task<JsonObject?> FirstAsync(RequestInformation request, CancellationToken cancellationToken) =>
        GraphJson.Objects(await calls.ReadAsync(request, cancellationToken), "value").FirstOrDefault();
}
