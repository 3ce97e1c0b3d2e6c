using System.Collections;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessContacts.Store.Tables;

/// <summary><see cref="ITable"/> over the genuine client, whose own retries stay on: the store recognises a write that took effect before its answer was lost.</summary>
public sealed class AzureTable(TableClient client) : ITable, IPartitionKeys
{
    private const int NotFound = 404;
    private const int AlreadyThere = 409;
    private const int NotAsExpected = 412;

    public async Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
            return answer.HasValue ? RowEntity.Read(answer.Value!) : null;
        }
        catch (Exception failed) when (IsUnanswered(failed, cancellationToken))
        {
            throw Unanswered(failed);
        }
    }

    public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {to}");
        await using var entities = client.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(entities, cancellationToken))
        {
            yield return RowEntity.Read(entities.Current);
        }
    }

    public async Task<string?> NextAsync(string after, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {after}");
        await foreach (var entity in client.QueryAsync<TableEntity>(filter, maxPerPage: 1, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            return entity.PartitionKey;
        }

        return null;
    }

    public async Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        if (rows.Count is 0 or > StoreLimits.EntitiesPerTransaction)
        {
            throw new ArgumentException($"A transaction has 1 to {StoreLimits.EntitiesPerTransaction} rows; found {rows.Count}.", nameof(rows));
        }

        try
        {
            var answer = await client.SubmitTransactionAsync(rows.Select(row => Action(partitionKey, row)), cancellationToken);
            return Submitted.Stored(new AnsweredTags(answer.Value));
        }
        catch (TableTransactionFailedException lost) when (lost.Status is NotFound or AlreadyThere or NotAsExpected && lost.FailedTransactionActionIndex is { } index && IsARowsFault(lost))
        {
            return Submitted.Lost(index);
        }
        catch (Exception failed) when (IsUnanswered(failed, cancellationToken))
        {
            throw Unanswered(failed);
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<TableEntity> entities, CancellationToken cancellationToken)
    {
        try
        {
            return await entities.MoveNextAsync();
        }
        catch (Exception failed) when (IsUnanswered(failed, cancellationToken))
        {
            throw Unanswered(failed);
        }
    }

    /// <summary>After its last retry the client throws what it collected, or the cancellation of its own time-out.</summary>
    private static bool IsUnanswered(Exception failed, CancellationToken cancellationToken) =>
        failed is AggregateException or OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private static RequestFailedException Unanswered(Exception failed) => new(0, "Table storage did not answer in time.", failed);

    /// <summary>A missing table is 404 as well, and no row's fault.</summary>
    private static bool IsARowsFault(RequestFailedException lost) => lost.ErrorCode != TableErrorCode.TableNotFound;

    /// <summary>Of a hundred entity tags the store looks at one, and to find one in an answer costs.</summary>
    private sealed class AnsweredTags(IReadOnlyList<Response> answers) : IReadOnlyList<ETag>
    {
        public int Count => answers.Count;

        public ETag this[int index] => answers[index].Headers.ETag.GetValueOrDefault();

        public IEnumerator<ETag> GetEnumerator() => answers.Select(answer => answer.Headers.ETag.GetValueOrDefault()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static TableTransactionAction Action(string partitionKey, in RowWrite row)
    {
        var entity = RowEntity.Write(partitionKey, row);
        return row.Action switch
        {
            RowAction.Insert => new TableTransactionAction(TableTransactionActionType.Add, entity),
            RowAction.Replace => new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, row.ETag),
            RowAction.Put => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity),
            _ => new TableTransactionAction(TableTransactionActionType.Delete, entity, row.ETag),
        };
    }
}
