namespace ServerlessContacts.Search;

/// <summary>What becomes of kana that sound alike.</summary>
internal enum FoldForm
{
    /// <summary>For comparing writings: small kana as large ones, long-vowel marks as vowels, voiced kana of one sound as one.</summary>
    Written,

    /// <summary>For reading aloud: hiragana with all that a romanisation needs to know.</summary>
    Spoken,
}

/// <summary>
/// The normal form in which texts are compared: compatibility forms and width as one (NFKC), no case, no accents, special letters spelt in plain
/// ones, katakana as hiragana, variants of Chinese characters in names as one, any script's digits as ASCII, any white space as a blank. Query
/// and document go through the same function, so what it makes alike finds each other. Folding a folded text changes nothing.
/// </summary>
public static class TextFold
{
    /// <summary>
    /// To be raised with every change of what lines are made of a contact, here or in <see cref="SourceLines"/>: what was folded by another version, such as a snapshot, is then made anew.
    /// </summary>
    public const int Version = 1;

    private const int Room = 8;

    public static string Fold(string text)
    {
        var folded = new LineBuffer(text.Length + Room);
        Append(folded, text, FoldForm.Written);
        return folded.Written.SequenceEqual(text) ? text : folded.Written.ToString();
    }

    /// <summary>Folds and remembers where each character came from, for highlights.</summary>
    public static FoldedText FoldWithPlaces(string text)
    {
        var places = new List<TextSpan>(text.Length + Room);
        var folded = new LineBuffer(text.Length + Room, places);
        Append(folded, text, FoldForm.Written);
        return new FoldedText(folded.Written.ToString(), places);
    }

    /// <summary>
    /// Appends the folded text, which holds no line break. Where the buffer remembers places, they count from <paramref name="origin"/>.
    /// </summary>
    internal static void Append(LineBuffer folded, ReadOnlySpan<char> text, FoldForm form, int origin = 0)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = Cluster.End(text, start);
            folded.Source = TextSpan.FromTo(origin + start, origin + end);
            var before = folded.Length;
            ClusterFold.Append(folded, text[start..end], form);
            if (folded.Length == before)
            {
                folded.Extend();
            }
        }
    }
}
