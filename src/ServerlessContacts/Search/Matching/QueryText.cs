using System.Runtime.InteropServices;

namespace ServerlessContacts.Search;

/// <summary>A word as it was typed and as it is compared.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueryWord(string Written, string Folded);

/// <summary>Cuts a query into words where its normal form has blanks.</summary>
internal static class QueryText
{
    public static IReadOnlyList<QueryWord> Words(string text)
    {
        var folded = TextFold.FoldWithPlaces(text);
        var words = new List<QueryWord>();
        foreach (var word in folded.Text.AsSpan().Split(' '))
        {
            var (start, length) = word.GetOffsetAndLength(folded.Text.Length);
            if (length > 0)
            {
                var place = folded.Original(start, length);
                words.Add(new QueryWord(text.Substring(place.Start, place.Length), folded.Text.Substring(start, length)));
            }
        }

        return words;
    }
}

/// <summary>The whole query as a name: in the order it was typed and with the family name on the other side, as it stands and in romaji.</summary>
internal static class WholeNames
{
    private const int Most = 4;

    public static string[] Of(IReadOnlyList<QueryWord> words)
    {
        IReadOnlyList<QueryWord>[] orders = words.Count > 1 ? [words, [.. words.Skip(1), words[0]], [words[^1], .. words.SkipLast(1)]] : [words];
        return [.. orders.Select(Folded).Concat(orders.Select(Romaji).OfType<string>()).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static string Folded(IReadOnlyList<QueryWord> words) => string.Concat(words.Select(word => word.Folded));

    private static string? Romaji(IReadOnlyList<QueryWord> words) => LatinRomaji.OfQuery(Folded(words)).FirstOrDefault();
}
