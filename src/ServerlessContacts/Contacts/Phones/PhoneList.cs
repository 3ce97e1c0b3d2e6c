using System.Buffers;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Contacts;

/// <summary>
/// The numbers of a text that may hold several, as people write them: <c>030 1234567 / 0171 7654321</c>, <c>a or b</c>. A text is cut only
/// where each part is a number of its own; where that is not so, and the whole is none either, nobody can tell.
/// </summary>
internal readonly partial struct PhoneList
{
    /// <summary>Of a number that slashes or dots divide, such as <c>03・1234・5678</c>.</summary>
    private const int MaxPiecesOfNumber = 4;

    /// <summary>As many numbers as a contact has room for, in a text that is no longer than a note.</summary>
    private const int MaxPieces = 200;
    private const int MaxText = 4096;

    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789 -.()");

    private readonly string text;
    private readonly string[]? parts;

    private PhoneList(string text, string[]? parts = null, bool isUnsure = false) =>
        (this.text, this.parts, IsUnsure) = (text, parts, isUnsure);

    /// <summary>Whether the text may hold several numbers, or one with several endings, and was not cut.</summary>
    public bool IsUnsure { get; }

    public int Count => parts?.Length ?? 1;

    public string this[int index] => parts is null ? text : parts[index];

    /// <summary>A text that is one number, whatever it looks like.</summary>
    public static PhoneList Whole(string text) => new(text);

    /// <param name="text">What was written, without separators that the caller's format has.</param>
    /// <param name="parser">What the organisation takes for a number.</param>
    /// <param name="isWhole">Whether something is known of the text as one number, such as its extension: then it is never cut.</param>
    public static PhoneList Read(string text, PhoneParser parser, bool isWhole = false)
    {
        if (text.Length is < 2 or > MaxText || !text.AsSpan(1).ContainsAnyExcept(Plain) || Pieces(text) is not { Count: > 1 } pieces)
        {
            return new PhoneList(text);
        }

        var whole = parser.Parse(text);
        if (!isWhole && Cut(text, pieces, parser) is { } parts && !parts.Contains(whole.IsParsed ? whole.Phone.Extension : null))
        {
            return new PhoneList(text, parts);
        }

        var isUnsure = whole.Kind == PhoneParseKind.KeptAsWritten
            || (whole.IsParsed && whole.Phone.Extension is null && HasOtherEnding(text, pieces, parser));
        return new PhoneList(text, isUnsure: isUnsure && pieces.Count(piece => HasDigit(text[piece])) > 1);
    }

    /// <summary>Whether something follows a number that is whole without it, such as <c>030 123456-78/79</c>.</summary>
    private static bool HasOtherEnding(string text, List<Range> pieces, PhoneParser parser) =>
        Enumerable.Range(1, Math.Min(MaxPiecesOfNumber, pieces.Count - 1))
            .Any(count => parser.Parse(Number(text, pieces, 0, count)).IsParsed);

    private static List<Range> Pieces(string text)
    {
        var pieces = new List<Range>();
        var start = 0;
        foreach (var separator in Separators().EnumerateMatches(text))
        {
            AddPiece(pieces, text, start, separator.Index);
            start = separator.Index + separator.Length;
        }

        AddPiece(pieces, text, start, text.Length);
        return pieces;
    }

    private static void AddPiece(List<Range> pieces, string text, int start, int end)
    {
        if (!text.AsSpan(start, end - start).IsWhiteSpace())
        {
            pieces.Add(start..end);
        }
    }

    /// <summary>The text in as many numbers as it can be cut into; null where that is one or none.</summary>
    private static string[]? Cut(string text, List<Range> pieces, PhoneParser parser)
    {
        if (pieces.Count > MaxPieces)
        {
            return null;
        }

        // From the end: how many numbers the pieces from here on make at most, and how many pieces the first of them has.
        var best = new (int Numbers, int Pieces)[pieces.Count + 1];
        for (var from = pieces.Count - 1; from >= 0; from--)
        {
            best[from] = Best(text, pieces, from, best, parser);
        }

        return best[0].Numbers < 2 ? null : [.. Numbers(text, pieces, best)];
    }

    private static (int Numbers, int Pieces) Best(
        string text, List<Range> pieces, int from, (int Numbers, int Pieces)[] best, PhoneParser parser)
    {
        var found = (Numbers: -1, Pieces: 0);
        for (var count = 1; count <= MaxPiecesOfNumber && from + count <= pieces.Count; count++)
        {
            var rest = best[from + count].Numbers;
            if (rest >= 0 && rest + 1 > found.Numbers && parser.Parse(Number(text, pieces, from, count)).IsParsed)
            {
                found = (rest + 1, count);
            }
        }

        return found;
    }

    private static IEnumerable<string> Numbers(string text, List<Range> pieces, (int Numbers, int Pieces)[] best)
    {
        for (var from = 0; from < pieces.Count; from += best[from].Pieces)
        {
            yield return Number(text, pieces, from, best[from].Pieces);
        }
    }

    private static string Number(string text, List<Range> pieces, int from, int count) =>
        text[pieces[from].Start..pieces[from + count - 1].End].Trim();

    private static bool HasDigit(string text) => PhoneDigits.Extract(text, stackalloc char[1]) > 0;

    /// <summary>
    /// Signs, words in the languages of the layouts, and a plus behind a blank. Two commas are a pause for the telephone and separate
    /// nothing.
    /// </summary>
    [GeneratedRegex(
        @"[;；/／、|｜・･\r\n\t]|:::|(?<![,，])[,，](?![,，])|(?<=\s)(?:or|and|oder|und|ou|et|o|u|y|e|&|＆)(?=\s)|または|又は|および|及び|(?<=\s)(?=[+＋])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();
}
