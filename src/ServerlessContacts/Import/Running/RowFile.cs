using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Reports;

namespace ServerlessContacts.Import.Running;

/// <summary>An import's file as rows: where they come from, what they say, and how those that are rejected are given back.</summary>
internal sealed record RowFile(IRowSource Rows, IRowMapper Mapper, IRejectedRows Rejected) : IAsyncDisposable
{
    /// <summary>Opens the file as what it was recognised to be, before its first row; or says why it cannot be read so.</summary>
    public static Task<(RowFile? File, ImportProblem? Problem)> OpenAsync(
        ImportFiles files, StoredImport import, PhoneParser phones, CancellationToken cancellationToken) =>
        import.Record.Layout is CardFiles.Layout or LdifFiles.Layout ? OpenCardsAsync(files, import, phones, cancellationToken)
            : OpenCsvAsync(files, import, phones, cancellationToken);

    public ValueTask DisposeAsync() => Rows.DisposeAsync();

    private static async Task<(RowFile? File, ImportProblem? Problem)> OpenCardsAsync(
        ImportFiles files, StoredImport import, PhoneParser phones, CancellationToken cancellationToken)
    {
        var stream = await files.OpenAsync(import.Blob, cancellationToken);
        var rows = import.Record.Layout == LdifFiles.Layout
            ? CardRows.OfLdif(stream, import.Record.Encoding!)
            : CardRows.OfCards(stream, import.Record.Encoding!, import.Reading?.Quoted);
        return (new RowFile(rows, new CardMapper(phones), new RejectedCards(import.Checkpoint.Blocks)), null);
    }

    private static async Task<(RowFile? File, ImportProblem? Problem)> OpenCsvAsync(
        ImportFiles files, StoredImport import, PhoneParser phones, CancellationToken cancellationToken)
    {
        var delimiter = Delimiters.Get(import.Record.Delimiter!);
        var file = OpenedFile.Open(await files.OpenAsync(import.Blob, cancellationToken), import.Record.Encoding!);
        if (await file.StartAsync(delimiter, cancellationToken) is not var (rows, header))
        {
            await file.DisposeAsync();
            return (null, ImportProblems.EmptyFile);
        }

        var source = new CsvRows(file, rows);
        if (LayoutCatalogue.Recognise(header.Cells, import.Record.Layout, import.Reading?.Mapping) is not { } recognised)
        {
            await source.DisposeAsync();
            return (null, ImportProblems.UnknownHeader with { Line = header.Line });
        }

        var layout = recognised with { Dates = import.Reading?.Dates ?? recognised.Dates };
        var rejected = new RejectedRows(delimiter, import.Record.Encoding!, layout.ReportColumns);
        if (import.Checkpoint.Blocks == 0)
        {
            rejected.Begin(header.Cells);
        }

        return (new RowFile(source, new RowMapper(layout, phones), rejected), null);
    }
}
