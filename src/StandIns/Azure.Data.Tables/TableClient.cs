#nullable disable annotations
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public class TableClient
{
    private readonly TableService service;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableService.Connect(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableService.Connect(endpoint, credential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableService.Connect(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableService service, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.service = service;
        Name = tableName;
        Uri = new Uri($"{service.Endpoint.AbsoluteUri.TrimEnd('/')}/{tableName}");
    }

    protected TableClient()
    {
    }

    public virtual string Name { get; }

    public virtual string AccountName => service.AccountName;

    public virtual Uri Uri { get; }

    public static string CreateQueryFilter(FormattableString filter) => ODataFilter.Create(filter);

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        service.CreateTableIfNotExistsAsync(Name, cancellationToken);

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        service.DeleteTableAsync(Name, cancellationToken);

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        CheckKeys(entity.PartitionKey, entity.RowKey);
        using var message = service.CreateMessage(RequestMethod.Post, $"/{Name}");
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await SendEntityAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        CheckKeys(entity.PartitionKey, entity.RowKey);
        using var message = CreateMessage(MethodFor(mode), entity.PartitionKey, entity.RowKey);
        return await SendEntityAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        CheckKeys(entity.PartitionKey, entity.RowKey);
        if (ifMatch == default)
            throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        using var message = CreateMessage(MethodFor(mode), entity.PartitionKey, entity.RowKey);
        message.Request.Headers.Add("If-Match", ifMatch.ToString());
        return await SendEntityAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Deletes an entity. One that does not exist is no failure: the response's status is 404.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        CheckKeys(partitionKey, rowKey);
        using var message = CreateMessage(RequestMethod.Delete, partitionKey, rowKey);
        message.Request.Headers.Add("If-Match", ifMatch == default ? "*" : ifMatch.ToString());
        return await service.SendAsync(message, cancellationToken, expectedRefusal: 404).ConfigureAwait(false);
    }

    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await GetAsync(partitionKey, rowKey, select, null, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(EntityReader.ReadOne(response.Content).As<T>(), response);
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await GetAsync(partitionKey, rowKey, select, 404, cancellationToken).ConfigureAwait(false);
        return response.Status == 404
            ? new NoValueResponse<T>(response)
            : Response.FromValue(EntityReader.ReadOne(response.Content).As<T>(), response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = Columns(select);
        return new ContinuedPages<T>(
            (next, size, cancellation) => LoadAsync<T>(filter, columns, next, size, cancellation), maxPerPage, cancellationToken);
    }

    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var content = ChangeSetContent.Create(Uri, transactionActions);
        using var message = service.CreateMessage(RequestMethod.Post, "/$batch");
        message.Request.Headers.Add("Content-Type", content.ContentType);
        message.Request.Content = content;
        var response = await service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        content.Return();
        var answers = ChangeSetReader.Read(response);
        if (answers.Find(answer => answer.IsError) is { } refusal)
            throw new TableTransactionFailedException(new RequestFailedException(refusal, null, TableErrorParser.Instance));
        return Response.FromValue<IReadOnlyList<Response>>(answers, response);
    }

    private static RequestMethod MethodFor(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
    };

    private static string Columns(IEnumerable<string> select) => select is null ? null : string.Join(',', select);

    private static void CheckKeys(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
    }

    private HttpMessage CreateMessage(RequestMethod method, string partitionKey, string rowKey) =>
        service.CreateMessage(method, EntityKey.Path(Name, partitionKey, rowKey));

    private async Task<Response> SendEntityAsync(HttpMessage message, ITableEntity entity, CancellationToken cancellationToken)
    {
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = EntityWriter.Content(entity);
        return await service.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Response> GetAsync(
        string partitionKey, string rowKey, IEnumerable<string> select, int? expectedRefusal, CancellationToken cancellationToken)
    {
        CheckKeys(partitionKey, rowKey);
        using var message = CreateMessage(RequestMethod.Get, partitionKey, rowKey);
        message.Request.Uri.AppendOptions(("$select", Columns(select)));
        return await service.SendAsync(message, cancellationToken, expectedRefusal).ConfigureAwait(false);
    }

    private async Task<Page<T>> LoadAsync<T>(string filter, string columns, string token, int? size, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var next = Continuation.Parse(token);
        using var message = service.CreateMessage(RequestMethod.Get, $"/{Name}()");
        message.Request.Uri.AppendOptions(
            ("$filter", filter), ("$select", columns), ("$top", size),
            ("NextPartitionKey", next.NextPartitionKey), ("NextRowKey", next.NextRowKey));
        var response = await service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Page<T>.FromValues(EntityReader.ReadPage(response.Content).As<T>(), Continuation.TokenOf(response), response);
    }
}
