namespace ServerlessContacts.Search.Index;

/// <summary>What grams are made of.</summary>
internal static class GramText
{
    /// <summary>Begins the grams that words of names begin with. Not a character, so no text holds it.</summary>
    public const char NameStart = '\uFFFE';

    /// <summary>Begins the grams of whole names.</summary>
    public const char WholeName = '\uFFFF';

    public const char Blank = ' ';

    /// <summary>Ends a stretch of text that grams are made of.</summary>
    public const char End = '\n';

    /// <summary>
    /// Whether a text is a blank and the beginning of romaji, which is in upper case. Such grams are listed, as readings in romaji are asked for at the
    /// beginning of words only.
    /// </summary>
    public static bool IsAfterBlank(ReadOnlySpan<char> text) => text is [Blank, >= 'A' and <= 'Z', ..];

    /// <summary>Queries are words, so hardly any other gram with a blank would be asked for.</summary>
    public static bool Breaks(char c) => c is ' ' or End or NameStart or WholeName;

    /// <summary>
    /// A whole name as two characters: names are compared whole, so there is no need for grams of each length. Those that are alike here by chance are told
    /// apart by their text.
    /// </summary>
    public static (char First, char Second) HashOf(ReadOnlySpan<char> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name)
        {
            if (c != ' ')
            {
                hash = (hash ^ c) * 1099511628211UL;
            }
        }

        hash ^= hash >> 29;
        return (Character(hash >> 32), Character(hash >> 48));
    }

    /// <summary>A character that does not break; which one means nothing.</summary>
    private static char Character(ulong bits) => (char)(0x1000 | (bits & 0x7FFF));
}
