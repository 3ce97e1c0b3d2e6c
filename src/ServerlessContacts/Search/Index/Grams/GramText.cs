namespace ServerlessContacts.Search.Index;

/// <summary>What grams are made of.</summary>
internal static class GramText
{
    /// <summary>Begins the grams that words of names begin with. Not a character, so no text holds it.</summary>
    public const char NameStart = '\uFFFE';

    public const char Blank = ' ';

    /// <summary>Ends a stretch of text that grams are made of.</summary>
    public const char End = '\n';

    /// <summary>
    /// Whether a text is a blank and the beginning of romaji, which is in upper case. Such grams are listed, as readings in romaji are asked for at the
    /// beginning of words only.
    /// </summary>
    public static bool IsAfterBlank(ReadOnlySpan<char> text) => text is [Blank, >= 'A' and <= 'Z', ..];

    /// <summary>Queries are words, so hardly any other gram with a blank would be asked for.</summary>
    public static bool Breaks(char c) => c is ' ' or End or NameStart;
}
