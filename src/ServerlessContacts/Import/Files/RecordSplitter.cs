namespace ServerlessContacts.Import.Files;

/// <summary>
/// Cuts a text into the raw records of a CSV and knows on which physical line each begins. This comes before the parser because the parser takes an unterminated
/// quotation mark for a value that goes on to the end of the file: here such a record ends with its line and the next line is a record again.
/// </summary>
internal sealed class RecordSplitter(TextReader reader, char delimiter)
{
    /// <summary>Twice what the largest contact takes; whoever opens a quotation mark and forgets it costs no more memory than this.</summary>
    public const int MaxRecord = 512 * 1024;

    private const int Block = 32 * 1024;

    /// <summary>A byte order mark is decoded to this; it is no character of the first cell.</summary>
    private const char Mark = '\uFEFF';

    private const int KeptOfTooLong = 4096;

    private readonly RecordScan scan = new(delimiter);
    private char[] buffer = new char[2 * Block];
    private int start;
    private int end;
    private bool isAtEnd;
    private int nextLine = 1;
    private bool isBegun;

    /// <summary>The record without its line break; valid until the next read.</summary>
    public ReadOnlyMemory<char> Text { get; private set; }

    /// <summary>The physical line on which the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>What keeps the record from being one; its text then is its first lines, or as much as is kept of it.</summary>
    public RowProblem? Problem { get; private set; }

    /// <summary>False at the end of the text.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Line = nextLine;
        scan.Begin();
        while (scan.Go(buffer.AsSpan(start, end - start), isAtEnd) == ScanState.More)
        {
            if (end - start <= MaxRecord)
            {
                await FillAsync(cancellationToken);
            }
            else if (scan.CanRecover)
            {
                scan.Recover();
                break;
            }
            else
            {
                return await SkipAsync(cancellationToken);
            }
        }

        return Take();
    }

    private bool Take()
    {
        Text = buffer.AsMemory(start, scan.Length);
        Problem = scan.Problem is { } problem ? problem with { Line = Line + scan.ProblemLine } : null;
        nextLine += scan.Lines;
        start += scan.Consumed;
        return scan.Consumed > 0;
    }

    /// <summary>The rest of a line that is too long to be kept is passed over.</summary>
    private async ValueTask<bool> SkipAsync(CancellationToken cancellationToken)
    {
        Text = buffer.AsMemory(start, KeptOfTooLong).ToArray();
        Problem = RowProblems.TooLarge with { Line = Line };
        nextLine++;
        while (!FindBreak())
        {
            await FillAsync(cancellationToken);
        }

        start += start == end ? 0 : RecordScan.BreakLength(buffer.AsSpan(0, end), start, isAtEnd);
        return true;
    }

    /// <summary>Passes over what comes before the next line break; true when all of the break is known, or nothing comes.</summary>
    private bool FindBreak()
    {
        var found = buffer.AsSpan(start, end - start).IndexOfAny('\n', '\r');
        start = found < 0 ? end : start + found;
        return isAtEnd || (start < end && RecordScan.BreakLength(buffer.AsSpan(0, end), start, isAtEnd) > 0);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (buffer.Length - end < Block)
        {
            var kept = end - start;
            var next = 2 * (kept + Block) > buffer.Length ? new char[2 * (kept + Block)] : buffer;
            buffer.AsSpan(start, kept).CopyTo(next);
            (buffer, start, end) = (next, 0, kept);
        }

        var read = await reader.ReadAsync(buffer.AsMemory(end, Block), cancellationToken);
        isAtEnd = read == 0;
        end += read;
        start += !isBegun && end > start && buffer[start] == Mark ? 1 : 0;
        isBegun = true;
    }
}
