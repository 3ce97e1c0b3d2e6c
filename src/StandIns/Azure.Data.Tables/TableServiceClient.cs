#nullable disable annotations
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public class TableServiceClient
{
    private readonly TableService service;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null) =>
        service = TableService.Connect(connectionString, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) =>
        service = TableService.Connect(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        service = TableService.Connect(endpoint, tokenCredential, options);

    protected TableServiceClient()
    {
    }

    public virtual string AccountName => service.AccountName;

    public virtual Uri Uri => service.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => ODataFilter.Create(filter);

    public virtual TableClient GetTableClient(string tableName) => new(service, tableName);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return service.CreateTableIfNotExistsAsync(tableName, cancellationToken);
    }

    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return service.DeleteTableAsync(tableName, cancellationToken);
    }

    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new ContinuedPages<TableItem>(
            (next, size, cancellation) => LoadAsync(filter, next, size, cancellation), maxPerPage, cancellationToken);

    private async Task<Page<TableItem>> LoadAsync(string filter, string nextTable, int? size, CancellationToken cancellationToken)
    {
        using var message = service.CreateMessage(RequestMethod.Get, "/Tables");
        message.Request.Uri.AppendOptions(("$filter", filter), ("$top", size), ("NextTableName", nextTable));
        var response = await service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var continuation);
        return Page<TableItem>.FromValues(ODataPage.ReadTables(response.Content), continuation, response);
    }
}
