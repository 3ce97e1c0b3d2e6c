using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// An entity group transaction as multipart/mixed, written straight into one buffer, which also serves every retry:
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
/// </summary>
internal sealed class ChangeSetContent : RequestContent
{
    // A hundred contacts with their change row are about this long.
    private const int UsualLength = 128 * 1024;

    private readonly PooledBuffer body = new(UsualLength);
    private readonly string batch = $"batch_{Guid.NewGuid()}";
    private readonly byte[] boundary;
    private readonly byte[] table;

    private ChangeSetContent(Uri table)
    {
        this.table = Encoding.UTF8.GetBytes(table.AbsoluteUri);
        var changeSet = $"changeset_{Guid.NewGuid()}";
        boundary = Encoding.UTF8.GetBytes($"--{changeSet}");
        Encoding.UTF8.GetBytes($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n", body);
    }

    public string ContentType => $"multipart/mixed; boundary={batch}";

    public static ChangeSetContent Create(Uri table, IEnumerable<TableTransactionAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var content = new ChangeSetContent(table);
        var any = false;
        using var writer = new Utf8JsonWriter(content.body, EntityWriter.Options);
        foreach (var action in actions)
        {
            content.Append(action, writer);
            any = true;
        }

        return any ? content.Close() : throw new InvalidOperationException("Transactions must contain at least one action.");
    }

    public override bool TryComputeLength(out long length)
    {
        length = body.Written.Length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(body.Written.Span);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(body.Written, cancellation).AsTask();

    /// <summary>Gives the buffer back, once it was answered: a cancelled send may still be reading from it.</summary>
    public void Return() => body.Return();

    public override void Dispose()
    {
        // Called on every way out, also on those where the buffer may still be in use: see Return.
    }

    private void Append(TableTransactionAction action, Utf8JsonWriter writer)
    {
        body.Write(boundary);
        body.Write("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
        AppendRequestLine(action);
        body.Write("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        AppendCondition(action);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            body.Write("\r\n"u8);
            return;
        }

        body.Write("Content-Type: application/json\r\n\r\n"u8);
        EntityWriter.Write(writer, action.Entity);
        writer.Flush();
        writer.Reset();
        body.Write("\r\n"u8);
    }

    private void AppendRequestLine(TableTransactionAction action)
    {
        body.Write(action.ActionType switch
        {
            TableTransactionActionType.Add => "POST "u8,
            TableTransactionActionType.Delete => "DELETE "u8,
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH "u8,
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT "u8,
            _ => throw new InvalidOperationException($"Unknown action type {action.ActionType}."),
        });
        body.Write(table);
        if (action.ActionType != TableTransactionActionType.Add)
            EntityKey.Write(body, action.Entity.PartitionKey, action.Entity.RowKey);
        body.Write(" HTTP/1.1\r\n"u8);
    }

    // An update without an ETag carries no condition, which to the service is an upsert; a delete always needs one.
    private void AppendCondition(TableTransactionAction action)
    {
        if (action.ActionType == TableTransactionActionType.Add)
            body.Write("Prefer: return-no-content\r\n"u8);
        else if (action.ActionType == TableTransactionActionType.Delete && action.ETag == default)
            body.Write("If-Match: *\r\n"u8);
        else if (action.ETag != default && action.ActionType < TableTransactionActionType.UpsertMerge)
            Encoding.UTF8.GetBytes($"If-Match: {action.ETag.ToString()}\r\n", body);
    }

    private ChangeSetContent Close()
    {
        body.Write(boundary);
        body.Write("--\r\n"u8);
        Encoding.UTF8.GetBytes($"--{batch}--\r\n", body);
        return this;
    }
}
