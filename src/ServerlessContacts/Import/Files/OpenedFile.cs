namespace ServerlessContacts.Import.Files;

/// <summary>A file being read as text, with how far its bytes have been read.</summary>
internal sealed class OpenedFile : IAsyncDisposable
{
    private const int TextBuffer = 64 * 1024;

    private readonly Stream stream;
    private readonly StreamReader text;

    private OpenedFile(Stream stream, StreamReader text) => (this.stream, this.text) = (stream, text);

    public static OpenedFile Open(Stream stream, string encoding) =>
        new(stream, new StreamReader(stream, TextEncodings.Get(encoding), detectEncodingFromByteOrderMarks: false, TextBuffer, leaveOpen: true));

    public long BytesRead => stream.Position;

    /// <summary>The rows after the header, and the header itself; null where the file ends before.</summary>
    public async ValueTask<(RowReader Rows, SourceRow Header)?> StartAsync(char delimiter, CancellationToken cancellationToken)
    {
        var rows = new RowReader(text, delimiter);
        return await HeaderRow.FindAsync(rows, cancellationToken) is { } header ? (rows, header) : null;
    }

    public async ValueTask DisposeAsync()
    {
        text.Dispose();
        await stream.DisposeAsync();
    }
}

/// <summary>
/// Finds the header row below blank lines, the line by which Excel is told the separator, and the notes that LinkedIn puts in front.
/// </summary>
internal static class HeaderRow
{
    /// <summary>Stands above notes that end with a blank line.</summary>
    private const string Notes = "Notes:";

    public static async ValueTask<SourceRow?> FindAsync(RowReader rows, CancellationToken cancellationToken)
    {
        var isNotes = false;
        while (await rows.ReadAsync(cancellationToken) is { } row)
        {
            isNotes = !row.IsBlank && (isNotes || row.Raw.Trim('\uFEFF', ' ', ',', ';') == Notes);
            if (!row.IsBlank && !isNotes && Separator(row.Raw) is null)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>The separator that a line such as <c>sep=;</c> names, quoted or not.</summary>
    public static char? Separator(string line)
    {
        var text = line.Trim('\uFEFF', '"', ' ');
        return text.Length == 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? text[4]
            : text.Length == 4 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? '\t' : null;
    }
}
