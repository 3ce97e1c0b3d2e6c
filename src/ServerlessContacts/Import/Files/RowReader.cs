using System.Buffers;

namespace ServerlessContacts.Import.Files;

/// <summary>Reads the rows of a CSV one by one, good and bad.</summary>
internal sealed class RowReader(TextReader text, char delimiter)
{
    /// <summary>Twice what a cell of notes may hold.</summary>
    private const int MaxCell = 256 * 1024;

    private static readonly SearchValues<char> NoCharacters = SearchValues.Create('\0', TextEncodings.Broken);

    private readonly RecordSplitter splitter = new(text, delimiter);
    private readonly CellSplitter cells = new(delimiter);

    /// <summary>The next row, or null at the end.</summary>
    public ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        var read = splitter.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(read.Result ? Parse() : null) : AwaitAsync(read);
    }

    private async ValueTask<SourceRow?> AwaitAsync(ValueTask<bool> read) => await read ? Parse() : null;

    private SourceRow Parse()
    {
        var raw = splitter.Text.ToString();
        if (splitter.Problem is { } problem)
        {
            return new SourceRow(splitter.Line, raw, SourceRow.Spans(raw.Split(delimiter)), problem);
        }

        var row = new SourceRow(splitter.Line, raw, cells.Split(raw));
        return raw.Length <= MaxCell && !raw.AsSpan().ContainsAny(NoCharacters) ? row : Check(row);
    }

    private static SourceRow Check(SourceRow row)
    {
        var texts = row.Cells;
        if (Array.Exists(texts, cell => cell.Length > MaxCell))
        {
            return new SourceRow(row.Line, row.Raw, SourceRow.Spans(texts), RowProblems.TooLarge);
        }

        var at = row.Raw.AsSpan().IndexOfAny(NoCharacters);
        if (at < 0)
        {
            return row;
        }

        var problem = row.Raw[at] == '\0' ? RowProblems.NulCharacter : RowProblems.BrokenEncoding;
        var cell = Array.FindIndex(texts, text => text.Contains(row.Raw[at], StringComparison.Ordinal));
        return new SourceRow(row.Line, row.Raw, SourceRow.Spans(texts), problem, cell < 0 ? null : cell);
    }
}
