using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Reports;

namespace ServerlessContacts.Import.Cards;

/// <summary>
/// Rejected cards in two files: a CSV that lists line, property, code and reason, and a file of the cards themselves, each as it was with its reason in a property of its
/// own, which is passed over when the file, corrected, is dropped again.
/// </summary>
/// <param name="block">How many blocks the reports have; the first begins with the header.</param>
internal sealed class RejectedCards(int block) : IRejectedRows
{
    private static readonly byte[] Break = "\r\n"u8.ToArray();

    private readonly StringBuilder list = new(block == 0 ? Header : "");
    private readonly MemoryStream cards = new();

    public int Length => list.Length + (int)cards.Length;

    public int Rows { get; private set; }

    private static string Header => $"\uFEFF{string.Join(',', LayoutCatalogue.ReportColumns)}\r\n";

    public void Add(SourceRow row, RowProblem problem)
    {
        list.Append(CultureInfo.InvariantCulture, $"{problem.Line ?? row.Line},{problem.Column},{problem.Code},{Quoted(problem.Reason)}\r\n");
        AddCard(row.Card!.Source.Span, $"{RejectionNote.Property}:{problem.Code}\\; {RejectionNote.Text(problem)}");
        Rows++;
    }

    public IReadOnlyList<(string Report, byte[] Block)> Take()
    {
        var (rows, file) = (Encoding.UTF8.GetBytes(list.ToString()), cards.ToArray());
        list.Clear();
        cards.SetLength(0);
        Rows = 0;
        return [(ReportNames.Rows, rows), (ReportNames.Cards, file)];
    }

    /// <summary>The reason stands below the card's first line, or above lines that belong to no card.</summary>
    private void AddCard(ReadOnlySpan<byte> card, string note)
    {
        var first = RejectionNote.IsCard(card) ? card.IndexOf(Break) + Break.Length : 0;
        cards.Write(card[..first]);
        cards.Write(Encoding.ASCII.GetBytes(note));
        cards.Write(Break);
        cards.Write(RejectionNote.WithoutOlder(card[first..]));
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>Why a card was rejected, as a property of the card.</summary>
internal static class RejectionNote
{
    public const string Property = VCardReader.RejectionProperty;

    /// <summary>In ASCII, so that it fits a file in any encoding.</summary>
    public static string Text(RowProblem problem)
    {
        var place = problem.Column is null ? "" : $"{problem.Column}: ";
        return $"{place}{problem.Reason}".Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);
    }

    public static bool IsCard(ReadOnlySpan<byte> card) => Encoding.ASCII.GetString(card[..Math.Min(card.Length, 40)]).Contains("BEGIN:VCARD\r\n", StringComparison.OrdinalIgnoreCase);

    /// <summary>A card that comes from such a file has the reason of its last rejection, on the line where the new one stands now.</summary>
    public static ReadOnlySpan<byte> WithoutOlder(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        return rest.StartsWith(Encoding.ASCII.GetBytes(Property)) && end >= 0 ? rest[(end + 2)..] : rest;
    }
}
