namespace ServerlessContacts.Search;

/// <summary>
/// Canonical romaji of a word in Latin letters, in whatever romanisation: Hepburn, Kunrei, Nihon-shiki, or as one types it to get kana.
/// A word that cannot be romaji has none. In a query the last syllable may be unfinished, and each way to finish it is kept possible.
/// </summary>
internal static class LatinRomaji
{
    private const int MostLetters = 64;

    /// <summary>All that the folded word may stand for: none where it is no romaji, several where its end or <c>nn</c> can be read in several ways.</summary>
    public static IReadOnlyList<string> OfQuery(string word)
    {
        if (!CanBeRomaji(word))
        {
            return [];
        }

        var line = new LineBuffer(MostLetters);
        var reader = new RomajiReader(word, line, 0, line);
        return reader.TryRead() && line.Length > 0 ? Readings(line.Written.ToString(), word, reader.IsFinished) : [];
    }

    /// <summary>Appends the canonical form of a whole word of a folded text and tells whether it has one; if not, the line stays as it was.</summary>
    public static bool TryAppend(LineBuffer folded, int start, int end, LineBuffer line)
    {
        var before = line.Length;
        var reader = new RomajiReader(folded.Written[start..end], folded, start, line);
        if (CanBeRomaji(folded.Written[start..end]) && reader.TryRead() && reader.IsFinished)
        {
            return true;
        }

        line.CutTo(before);
        return false;
    }

    private static bool CanBeRomaji(ReadOnlySpan<char> word) =>
        word.Length <= MostLetters && word.IndexOfAnyInRange('a', 'z') >= 0 && word.IndexOfAnyExcept("abcdefghijkmnoprstuvwyz'-") < 0;

    private static List<string> Readings(string romaji, string word, bool isFinished)
    {
        var readings = new List<string> { romaji };
        if (!isFinished && OtherEnd(romaji) is { } other)
        {
            readings.Add(other);
        }

        if (word.Contains("nni", StringComparison.Ordinal) || word.Contains("nny", StringComparison.Ordinal))
        {
            // Keyboards want nn for an n that begins no syllable: shinnichi for Shin'ichi, shinnya for Shin'ya.
            readings.Add(romaji.Replace("NNI", "NI", StringComparison.Ordinal).Replace("NNY", "NY", StringComparison.Ordinal));
        }

        return readings;
    }

    /// <summary>What is not finished may become another sound: d the one of da or of di, which is ji; m that of ma or the n of shimbun; w nothing before o.</summary>
    private static string? OtherEnd(string romaji) => romaji switch
    {
        [.., 'D'] => romaji.TrimEnd('D') + new string('Z', romaji.Length - romaji.AsSpan().TrimEnd('D').Length),
        [.., 'A' or 'I' or 'U' or 'E' or 'O', 'M'] => romaji[..^1] + "N",
        [.., 'O', 'W'] => romaji[..^1],
        [_, .., 'W'] => romaji[..^1] + "O",
        _ => null,
    };
}
