namespace ServerlessContacts.Import.Files;

/// <summary>The records of a CSV below its header.</summary>
internal sealed class CsvRows(OpenedFile file, RowReader rows) : IRowSource
{
    public long BytesRead => file.BytesRead;

    public ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken) => rows.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
