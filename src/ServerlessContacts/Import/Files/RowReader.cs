using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ServerlessContacts.Import.Files;

/// <summary>Reads the rows of a CSV one by one, good and bad.</summary>
internal sealed class RowReader : IDisposable
{
    /// <summary>Twice what a cell of notes may hold; the parser refuses more instead of growing.</summary>
    private const int MaxCell = 256 * 1024;

    private readonly RecordSplitter splitter;
    private readonly RecordText record = new();
    private readonly CsvConfiguration configuration;
    private readonly char delimiter;
    private CsvParser parser;
    private bool isConfused;

    public RowReader(TextReader text, char delimiter)
    {
        this.delimiter = delimiter;
        splitter = new RecordSplitter(text, delimiter);
        configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            DetectDelimiter = false,
            MaxFieldSize = MaxCell,
            IgnoreBlankLines = false,
            BadDataFound = _ => isConfused = true,
        };
        parser = new CsvParser(record, configuration, leaveOpen: true);
    }

    /// <summary>The next row, or null at the end.</summary>
    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken) =>
        await splitter.ReadAsync(cancellationToken) ? Parse() : null;

    public void Dispose() => parser.Dispose();

    private SourceRow Parse()
    {
        var raw = splitter.Text.ToString();
        if (splitter.Problem is { } problem)
        {
            return new SourceRow(splitter.Line, raw.Split(delimiter), raw, problem, null);
        }

        record.Serve(raw);
        try
        {
            return Check(parser.Read() ? parser.Record ?? [] : [], raw);
        }
        catch (MaxFieldSizeException)
        {
            isConfused = true;
            return new SourceRow(splitter.Line, raw.Split(delimiter), raw, RowProblems.TooLarge, null);
        }
        finally
        {
            StartAfresh();
        }
    }

    private SourceRow Check(string[] cells, string raw)
    {
        if (raw.AsSpan().IndexOfAny('\0', TextEncodings.Broken) is var at && at < 0)
        {
            return new SourceRow(splitter.Line, cells, raw, null, null);
        }

        var problem = raw[at] == '\0' ? RowProblems.NulCharacter : RowProblems.BrokenEncoding;
        var cell = Array.FindIndex(cells, text => text.Contains(raw[at], StringComparison.Ordinal));
        return new SourceRow(splitter.Line, cells, raw, problem, cell < 0 ? null : cell);
    }

    /// <summary>A parser that met a quotation mark in the wrong place carries its count of them into the next record.</summary>
    private void StartAfresh()
    {
        if (isConfused)
        {
            isConfused = false;
            parser.Dispose();
            parser = new CsvParser(record, configuration, leaveOpen: true);
        }
    }

    /// <summary>The text of one record; the parser takes its end for the end of the file and goes on with the next.</summary>
    private sealed class RecordText : TextReader
    {
        private string text = "";
        private int at;

        public void Serve(string record) => (text, at) = (record, 0);

        public override int Read(char[] buffer, int index, int count)
        {
            var length = Math.Min(count, text.Length - at);
            text.CopyTo(at, buffer, index, length);
            at += length;
            return length;
        }
    }
}
