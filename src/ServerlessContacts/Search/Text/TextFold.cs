using System.Text;

namespace ServerlessContacts.Search;

/// <summary>
/// The normal form in which texts are compared: compatibility forms and width as one (NFKC), no case, no accents, special letters spelt in plain
/// ones, katakana as hiragana, any script's digits as ASCII, any white space as a blank. Query and document go through the same
/// function, so what it makes alike finds each other. Folding a folded text changes nothing.
/// </summary>
public static class TextFold
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        Append(folded, text);
        return folded.ToString();
    }

    /// <summary>Appends the folded text; it holds no line break, so that one can separate fields.</summary>
    public static void Append(StringBuilder folded, ReadOnlySpan<char> text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = Cluster.End(text, start);
            ClusterFold.Append(folded, text[start..end]);
        }
    }

    /// <summary>Folds and remembers where each character came from, for highlights.</summary>
    public static FoldedText FoldWithPlaces(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        var places = new List<TextSpan>(text.Length + 8);
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = Cluster.End(text, start);
            ClusterFold.Append(folded, text.AsSpan(start, end - start));
            while (places.Count < folded.Length)
            {
                places.Add(new TextSpan(start, end - start));
            }
        }

        return new FoldedText(folded.ToString(), places);
    }
}
