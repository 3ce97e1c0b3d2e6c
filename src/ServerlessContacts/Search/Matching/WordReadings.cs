namespace ServerlessContacts.Search;

/// <summary>What else a word may stand for than what it looks like: the romaji of a reading, a name in Latin letters typed in kana.</summary>
internal static class WordReadings
{
    /// <summary>One kana alone begins too many names in Latin letters to mean one of them.</summary>
    private const int ShortestKana = 2;

    public static IReadOnlyList<string> Of(string written, string folded) =>
        folded.All(Kana.IsFolded) ? OfKana(written, folded)
        : UmlautSpellings.SpeltOut(written) is { } spelt ? [spelt]
        : LatinRomaji.OfQuery(folded) is { Count: > 0 } romaji ? romaji
        : UmlautSpellings.Contracted(folded) is { } contracted ? [contracted] : [];

    /// <summary>
    /// A long-vowel mark at the end is not looked for, as サーバー and サーバ are the same; within a word it is the vowel that it has become.
    /// </summary>
    public static string WithoutFinalLongMark(string written, string folded) =>
        folded.Length > 1 && Kana.IsFolded(folded[^1]) && Kana.IsLongMark(written[^1]) && IsAfterVowel(written) ? folded[..^1] : folded;

    /// <summary>The canonical romaji of a text in kana; null for any other.</summary>
    public static string? RomajiOfKana(string written)
    {
        var spoken = new LineBuffer(written.Length);
        TextFold.Append(spoken, written, FoldForm.Spoken);
        spoken.RemoveBlanks(0);
        var romaji = new LineBuffer(spoken.Length * 3);
        KanaRomaji.Write(spoken, 0, spoken.Length, new RomajiWriter(romaji));
        return romaji.Length > 0 && IsKana(spoken.Written) ? romaji.Written.ToString() : null;
    }

    /// <summary>Only names in Latin letters have romaji after a blank; readings are looked for in kana, which is more exact.</summary>
    private static List<string> OfKana(string written, string folded)
    {
        var readings = new List<string>();
        if (WithLongO(written, folded) is { } longO)
        {
            readings.Add(longO);
        }

        if (folded.Length >= ShortestKana && RomajiOfKana(written) is { } romaji)
        {
            readings.Add(" " + romaji);
        }

        return readings;
    }

    /// <summary>オーノ is mostly おおの, where コージ is こうじ, which is what folding makes of the mark.</summary>
    private static string? WithLongO(string written, string folded)
    {
        var longO = TextFold.Fold(string.Concat(written.Select(c => Kana.IsLongMark(c) ? 'お' : c)));
        var mixed = folded.Zip(longO, (kana, o) => o == 'お' && kana == 'う' ? o : kana);
        return longO.Length == folded.Length && string.Concat(mixed) is var other && other != folded ? other : null;
    }

    private static bool IsAfterVowel(string written) => TextFold.Fold(written[..^1]).Length < TextFold.Fold(written).Length;

    private static bool IsKana(ReadOnlySpan<char> spoken)
    {
        foreach (var c in spoken)
        {
            if (!Kana.IsFolded(c) && c != Kana.LongMark)
            {
                return false;
            }
        }

        return true;
    }
}
