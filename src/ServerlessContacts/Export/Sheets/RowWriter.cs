using System.Buffers;

namespace ServerlessContacts.Export.Sheets;

/// <summary>Writes one row (RFC 4180).</summary>
internal struct RowWriter(TextWriter text, bool quotesAll)
{
    private const char Quote = '"';

    /// <summary>Beside commas also what other separators there are, for those who guess.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("\",;\t\r\n");

    private bool hasCells;

    public void Write(string? cell)
    {
        if (hasCells)
        {
            text.Write(',');
        }

        hasCells = true;
        if (quotesAll || (cell is not null && cell.AsSpan().ContainsAny(Special)))
        {
            text.Write(Quote);
            text.Write(cell?.Replace("\"", "\"\"", StringComparison.Ordinal));
            text.Write(Quote);
        }
        else
        {
            text.Write(cell);
        }
    }

    public readonly void End() => text.Write("\r\n");
}
