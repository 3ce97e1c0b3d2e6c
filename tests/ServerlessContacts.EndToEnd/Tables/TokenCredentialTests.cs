using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class TokenCredentialTests
{
    private static readonly Uri Endpoint = new("https://account.table.core.windows.net/");

    [Fact]
    public async Task A_token_for_storage_is_sent_as_a_bearer()
    {
        using var network = new Recorder();
        var table = new TableClient(Endpoint, "contacts", new Credential(), Options(network));

        await table.DeleteEntityAsync("p", "r");

        Assert.Equal("Bearer token-for https://storage.azure.com/.default", network.Authorization);
        Assert.Equal("https://account.table.core.windows.net/contacts(PartitionKey='p',RowKey='r')", network.Address);
        Assert.Equal("account", table.AccountName);
    }

    [Fact]
    public async Task A_service_client_hands_its_token_to_its_tables()
    {
        using var network = new Recorder();
        var service = new TableServiceClient(Endpoint, new Credential(), Options(network));

        await service.GetTableClient("contacts").DeleteEntityAsync("p", "r");

        Assert.Equal("Bearer token-for https://storage.azure.com/.default", network.Authorization);
    }

    [Fact]
    public async Task A_token_is_not_sent_in_the_clear()
    {
        using var network = new Recorder();
        var table = new TableClient(new Uri("http://127.0.0.1:10002/account"), "contacts", new Credential(), Options(network));

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.DeleteEntityAsync("p", "r"));

        Assert.Null(network.Address);
    }

    private static TableClientOptions Options(Recorder network) => new() { Transport = new HttpClientTransport(network) };

    private sealed class Credential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token-for {string.Join(' ', requestContext.Scopes)}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        public string? Address { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            Address = Uri.UnescapeDataString(request.RequestUri!.GetLeftPart(UriPartial.Path));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
