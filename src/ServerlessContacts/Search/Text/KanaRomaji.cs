namespace ServerlessContacts.Search;

/// <summary>
/// Canonical romaji of kana. Each sound has one spelling whatever romanisation a query is typed in: <c>si</c>, <c>ti</c>, <c>tu</c>, <c>hu</c>
/// and <c>zi</c> as in Kunrei, since what is typed of a longer spelling (s, sh) then begins it; see <see cref="LatinRomaji"/>.
/// </summary>
internal static class KanaRomaji
{
    private const char First = 'ぁ';
    private const char Geminate = 'っ';

    private static readonly (string Kana, string Consonant)[] Rows =
    [
        ("あいうえお", ""), ("かきくけこ", "K"), ("がぎぐげご", "G"), ("さしすせそ", "S"), ("ざじずぜぞ", "Z"), ("たちつてと", "T"), ("だ でど", "D"), ("ぢづ", "Z"),
        ("なにぬねの", "N"), ("はひふへほ", "H"), ("ばびぶべぼ", "B"), ("ぱぴぷぺぽ", "P"), ("まみむめも", "M"), ("やゆよ", "Y"), ("らりるれろ", "R"), ("わ", "W"),
        ("ゐゑを", ""), ("ゔ", "B"), ("ぁぃぅぇぉ", ""), ("ゃゅょ", "Y"), ("ゎ", "W"), ("ゕゖ", "K"),
    ];

    private static readonly string[] Consonants = ReadRows();

    /// <summary>Writes the romaji of a part of a spoken text; characters that are no kana are passed over.</summary>
    public static void Write(LineBuffer spoken, int start, int end, RomajiWriter romaji)
    {
        for (int at = start, next; at < end; at = next)
        {
            var rest = spoken.Written[at..end];
            next = at + LengthOf(rest);
            WriteSound(rest, spoken.SourceOf(at, next), romaji);
        }
    }

    private static void WriteSound(ReadOnlySpan<char> rest, TextSpan source, RomajiWriter romaji)
    {
        if (rest[0] == Geminate)
        {
            WriteGeminate(rest[1..], source, romaji);
        }
        else if (rest[0] == Kana.LongMark)
        {
            romaji.AddSilent(source);
        }
        else if (Kana.IsFolded(rest[0]))
        {
            WriteSyllable(rest[..LengthOf(rest)], source, romaji);
        }
    }

    /// <summary>A kana with the small one that changes its vowel.</summary>
    private static int LengthOf(ReadOnlySpan<char> rest) =>
        rest is [not (Geminate or Kana.LongMark or 'ん'), 'ぁ' or 'ぃ' or 'ぅ' or 'ぇ' or 'ぉ' or 'ゃ' or 'ゅ' or 'ょ' or 'ゎ', ..] ? 2 : 1;

    /// <summary>The first consonant of what follows, which is doubled.</summary>
    private static void WriteGeminate(ReadOnlySpan<char> rest, TextSpan source, RomajiWriter romaji)
    {
        if (!rest.IsEmpty && Kana.IsFolded(rest[0]) && (Glide(rest[..LengthOf(rest)]) ?? Consonant(rest[0])) is [var letter, ..])
        {
            romaji.Add([letter], source);
        }
    }

    private static void WriteSyllable(ReadOnlySpan<char> syllable, TextSpan source, RomajiWriter romaji)
    {
        if (syllable[0] == 'ん')
        {
            romaji.Add("N", source);
            return;
        }

        if (Glide(syllable) is { } glide)
        {
            WriteSounds(glide, VowelOf(syllable[1]), source, romaji);
            return;
        }

        foreach (var kana in syllable)
        {
            WriteSounds(Consonant(kana), VowelOf(kana), source, romaji);
        }
    }

    private static void WriteSounds(string consonant, char vowel, TextSpan source, RomajiWriter romaji)
    {
        if (consonant.Length == 0)
        {
            romaji.AddVowel(vowel, source);
        }
        else
        {
            romaji.Add(consonant, source);
            romaji.Add([vowel], source);
        }
    }

    /// <summary>The consonants before the small kana's vowel where that takes the place of the first one's vowel; else null.</summary>
    private static string? Glide(ReadOnlySpan<char> syllable) => (syllable[0], syllable.Length > 1 ? syllable[1] : ' ') switch
    {
        (_, ' ') => null,
        ('ゔ', 'ゃ' or 'ゅ' or 'ょ') => "BY",
        ('ゔ', not 'ゎ') => "B",
        ('で', 'ゃ' or 'ゅ' or 'ょ') => "ZY",
        ('で', 'ぃ') or ('ど', 'ぅ') => "Z",
        (_, 'ゃ' or 'ゅ' or 'ょ') when Consonant(syllable[0]).Length > 0 && VowelOf(syllable[0]) is 'I' or 'E' => Consonant(syllable[0]) + "Y",
        ('し' or 'じ' or 'ち' or 'ぢ', 'ぁ' or 'ぅ' or 'ぇ' or 'ぉ') => Consonant(syllable[0]) + "Y",
        ('い', 'ぇ') => "Y",
        ('う', 'ぁ' or 'ぃ' or 'ぇ') => "W",
        ('う', 'ぉ') => "",
        ('く' or 'ぐ', 'ぁ' or 'ゎ') or ('て', 'ぃ') or ('と', 'ぅ') or ('す' or 'ず', 'ぃ') => Consonant(syllable[0]),
        _ => null,
    };

    private static string Consonant(char kana) => Consonants[kana - First];

    private static char VowelOf(char kana) => Kana.VowelOf(kana) switch
    {
        'あ' => 'A',
        'い' => 'I',
        'う' => 'U',
        'え' => 'E',
        _ => 'O',
    };

    private static string[] ReadRows()
    {
        var consonants = Enumerable.Repeat("", 'ゖ' - First + 1).ToArray();
        foreach (var (kana, consonant) in Rows)
        {
            foreach (var c in kana.Where(Kana.IsFolded))
            {
                consonants[c - First] = consonant;
            }
        }

        return consonants;
    }
}
