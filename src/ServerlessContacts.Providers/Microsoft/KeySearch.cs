using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Looks for a contact by the key it was created with: in the default folder, where it was made, then wherever the person may have moved it.</summary>
internal sealed class KeySearch(GraphCalls calls, GraphBatch batch, ContactFolders folders)
{
    public async Task<JsonObject?> FindAsync(string clientKey, CancellationToken cancellationToken)
    {
        var search = ClientKeyProperty.Search(clientKey);
        if (First(await calls.ReadAsync(InDefaultFolder(search), cancellationToken)) is { } found)
        {
            return found;
        }

        foreach (var some in (await folders.ListAsync(cancellationToken)).Chunk(GraphBatch.Most))
        {
            var answers = await batch.ReadAsync(some.Select(folder => In(folder.Id, search)), cancellationToken);
            if (answers.Select(answer => First(answer.Json())).FirstOrDefault(moved => moved is not null) is { } moved)
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

    private static JsonObject? First(JsonObject page) => GraphJson.Objects(page, "value").FirstOrDefault();
}
