namespace ServerlessContacts.Import.Files;

internal enum ScanState
{
    /// <summary>The record does not end in the text that is there.</summary>
    More,
    Done,
}

/// <summary>
/// Finds the end of one record: the first line break outside quotation marks. A cell is quoted when its first character is a quotation mark; inside, two of them
/// stand for one. A quotation mark elsewhere is a character like others. A mark that closes a cell of several lines, followed by something that is no
/// separator, never closed that cell: it belongs to a later one, and the first was left open.
/// </summary>
internal sealed class RecordScan(char delimiter)
{
    private int at;
    private int quoteLine;
    private int quoteLineBreak = -1;
    private int linesBefore;

    /// <summary>Whether an open quotation mark can be given up: the line on which it was opened has ended.</summary>
    public bool CanRecover => IsQuoted && quoteLineBreak >= 0;

    private bool IsQuoted { get; set; }

    /// <summary>The record's characters, its line break left out.</summary>
    public int Length { get; private set; }

    /// <summary>The record's characters and its line break.</summary>
    public int Consumed { get; private set; }

    /// <summary>The line breaks of <see cref="Consumed"/>.</summary>
    public int Lines { get; private set; }

    public RowProblem? Problem { get; private set; }

    /// <summary>Lines between the record's first and that of the problem.</summary>
    public int ProblemLine { get; private set; }

    /// <summary>Forgets the record before: one scan serves all of a file's.</summary>
    public void Begin()
    {
        (at, quoteLine, quoteLineBreak, linesBefore) = (0, 0, -1, 0);
        (Length, Consumed, Lines) = (0, 0, 0);
        (IsQuoted, Problem, ProblemLine) = (false, null, 0);
    }

    /// <summary>Goes on where it stopped; <paramref name="text"/> begins where the record does.</summary>
    public ScanState Go(ReadOnlySpan<char> text, bool isAll)
    {
        while (true)
        {
            var state = IsQuoted ? Quoted(text, isAll) : Unquoted(text, isAll);
            if (state is { } known)
            {
                return known;
            }
        }
    }

    /// <summary>Ends the record with the line on which its last quotation mark was opened.</summary>
    public void Recover()
    {
        Problem = RowProblems.UnterminatedQuote;
        ProblemLine = quoteLine;
        Lines = quoteLine + 1;
        Length = quoteLineBreak;
    }

    private ScanState? Unquoted(ReadOnlySpan<char> text, bool isAll)
    {
        var found = text[at..].IndexOfAny('\n', '\r', '"');
        if (found < 0)
        {
            at = text.Length;
            return isAll ? End(text.Length, 0) : ScanState.More;
        }

        at += found;
        if (text[at] != '"')
        {
            return BreakLength(text, at, isAll) is var length and > 0 ? End(at, length) : ScanState.More;
        }

        IsQuoted = at == 0 || text[at - 1] == delimiter;
        (quoteLine, quoteLineBreak) = (linesBefore, -1);
        at++;
        return null;
    }

    private ScanState? Quoted(ReadOnlySpan<char> text, bool isAll)
    {
        var found = text[at..].IndexOfAny('"', '\n', '\r');
        if (found < 0)
        {
            at = text.Length;
            return isAll ? Unterminated(text) : ScanState.More;
        }

        at += found;
        if (text[at] != '"')
        {
            return PassBreak(text, isAll);
        }

        if (at + 1 == text.Length)
        {
            return isAll ? Close() : ScanState.More;
        }

        return AfterQuote(text);
    }

    private ScanState? AfterQuote(ReadOnlySpan<char> text)
    {
        var next = text[at + 1];
        if (next == '"')
        {
            at += 2;
            return null;
        }

        var closes = next == delimiter || next is '\n' or '\r';
        return closes || quoteLineBreak < 0 ? Close() : Unterminated(text);
    }

    private ScanState? Close()
    {
        IsQuoted = false;
        at++;
        return null;
    }

    private ScanState? PassBreak(ReadOnlySpan<char> text, bool isAll)
    {
        var length = BreakLength(text, at, isAll);
        if (length == 0)
        {
            return ScanState.More;
        }

        if (quoteLineBreak < 0)
        {
            quoteLineBreak = at;
            Consumed = at + length;
        }

        linesBefore++;
        at += length;
        return null;
    }

    private ScanState Unterminated(ReadOnlySpan<char> text)
    {
        if (quoteLineBreak < 0)
        {
            // The last line of the file.
            (quoteLineBreak, Consumed) = (text.Length, text.Length);
        }

        Recover();
        return ScanState.Done;
    }

    private ScanState End(int length, int breakLength)
    {
        Length = length;
        Consumed = length + breakLength;
        Lines = linesBefore + 1;
        return ScanState.Done;
    }

    /// <summary>2 for CR LF, 1 for either alone, 0 where a CR is the last character known.</summary>
    public static int BreakLength(ReadOnlySpan<char> text, int at, bool isAll)
    {
        if (text[at] == '\n')
        {
            return 1;
        }

        if (at + 1 < text.Length)
        {
            return text[at + 1] == '\n' ? 2 : 1;
        }

        return isAll ? 1 : 0;
    }
}
