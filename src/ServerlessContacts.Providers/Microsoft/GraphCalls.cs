using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Sends what the SDK's request builders made, and gives the answers as the JSON that came.</summary>
internal sealed class GraphCalls(GraphServiceClient client, Uri baseUrl)
{
    public GraphServiceClient Client => client;

    public async Task<JsonObject> ReadAsync(RequestInformation request, CancellationToken cancellationToken)
    {
        await using var stream = await StreamAsync(request, cancellationToken);
        return await GraphJson.ReadAsync(stream, cancellationToken);
    }

    public Task<JsonObject> SendAsync(RequestInformation request, JsonObject body, CancellationToken cancellationToken) =>
        ReadAsync(WithBody(request, body), cancellationToken);

    /// <summary>The request with the tree instead of a model of the SDK.</summary>
    public static RequestInformation WithBody(RequestInformation request, JsonObject body)
    {
        request.SetStreamContent(new MemoryStream(Encoding.UTF8.GetBytes(GraphJson.Write(body))), "application/json");
        return request;
    }

    public Task<Stream?> StreamAsync(RequestInformation request, CancellationToken cancellationToken) =>
        client.RequestAdapter.SendPrimitiveAsync<Stream>(request, cancellationToken: cancellationToken);

    /// <summary>The link, if it leads where the token may go.</summary>
    public string Follow(string link)
    {
        return Uri.TryCreate(link, UriKind.Absolute, out var url) && IsSameServer(url)
            ? link
            : throw new ProviderException(ProviderFault.Rejected, "Microsoft Graph gave a link that leads to another host; it was not followed.");
    }

    private bool IsSameServer(Uri url) =>
        Uri.Compare(url, baseUrl, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
