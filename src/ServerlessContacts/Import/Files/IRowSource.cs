namespace ServerlessContacts.Import.Files;

/// <summary>The rows of a file one by one, good and bad: the records of a CSV, or the cards of a vCard file.</summary>
internal interface IRowSource : IAsyncDisposable
{
    /// <summary>How far the file's bytes have been read; for progress.</summary>
    long BytesRead { get; }

    /// <summary>The next row, or null at the end. The same file gives the same rows each time it is read.</summary>
    ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken);
}
