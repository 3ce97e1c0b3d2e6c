using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One account's table service: where it is, and the pipeline that signs, retries and turns refusals into exceptions.</summary>
internal sealed class TableService
{
    private readonly HttpPipeline pipeline;
    private readonly string version;

    public TableService(Uri endpoint, string accountName, HttpPipelinePolicy authorization, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        AccountName = accountName;
        version = options.VersionString;
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authorization },
            ResponseClassifier = new ResponseClassifier(),
            RequestFailedDetailsParser = TableErrorParser.Instance,
        });
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    public static TableService Connect(string connectionString, TableClientOptions? options)
    {
        var (endpoint, credential) = ConnectionString.Parse(connectionString);
        return Connect(endpoint, credential, options);
    }

    public static TableService Connect(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, credential.AccountName, new SharedKeyLitePolicy(credential), options);
    }

    public static TableService Connect(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        var authorization = new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default");
        return new(endpoint, AccountIn(endpoint), authorization, options);
    }

    public HttpMessage CreateMessage(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Headers.Add("x-ms-version", version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    /// <exception cref="RequestFailedException">The service refused, and not with <paramref name="expectedRefusal"/>.</exception>
    public async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, int? expectedRefusal = null)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var response = message.Response;
        return response.IsError && response.Status != expectedRefusal ? throw new RequestFailedException(response) : response;
    }

    /// <summary>Creates a table; one that is there already answers 409, unless it is still being deleted.</summary>
    public async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string table, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(RequestMethod.Post, "/Tables");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}"""));
        var response = await SendAsync(message, cancellationToken, expectedRefusal: 409).ConfigureAwait(false);
        ThrowIfBeingDeleted(response);
        return Response.FromValue(new TableItem(table), response);
    }

    public async Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(RequestMethod.Delete, $"/Tables('{table}')");
        return await SendAsync(message, cancellationToken, expectedRefusal: 404).ConfigureAwait(false);
    }

    private static void ThrowIfBeingDeleted(Response response)
    {
        if (!response.IsError)
            return;
        var refusal = new RequestFailedException(response);
        if (refusal.ErrorCode == TableErrorCode.TableBeingDeleted)
            throw refusal;
    }

    // https://account.table.core.windows.net, or http://127.0.0.1:10002/account
    private static string AccountIn(Uri endpoint) =>
        endpoint.HostNameType == UriHostNameType.Dns && endpoint.Host.Contains('.', StringComparison.Ordinal)
            ? endpoint.Host.Split('.')[0]
            : endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
}
