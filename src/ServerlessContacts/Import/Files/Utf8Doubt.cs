using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// Whether a file is valid UTF-8 by chance only: a few letters in another encoding, which read as UTF-8 mix alphabets within a word that no
/// language mixes, or make cells of one letter.
/// </summary>
internal sealed class Utf8Doubt
{
    /// <summary>More characters than these are not valid by chance.</summary>
    public const int MostByChance = 64;

    /// <summary>Of so many words one may be odd in a file that is UTF-8: somebody else may have read that one wrongly before.</summary>
    private const int WordsPerOdd = 4;

    /// <summary>From here on Cyrillic letters are of languages that few write, and do not look like Latin ones.</summary>
    private const char RareCyrillic = '\u0460';

    /// <summary>The second bytes of what Chinese and Korean pages have for usual characters.</summary>
    private const byte FirstTrail = 0xA1;

    /// <summary>How likely UTF-8 still is: a cell of one letter may be an initial, a word of two alphabets is hardly anything.</summary>
    private const double OfLetters = 0.5;
    private const double OfMixture = 0.25;

    private static readonly SearchValues<byte> CellEnds =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (byte)c), .. "\",;"u8]);

    private readonly SegmentSample cells = new(CellEnds);

    private enum Alphabet
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Hebrew,
        Arabic,
        Syriac,
        Thaana,
        Nko,
    }

    public void Add(ReadOnlySpan<byte> block) => cells.Add(block);

    public void End() => cells.End();

    /// <summary>The encodings that it may be in, the likeliest first; null where nothing speaks against UTF-8.</summary>
    public IReadOnlyList<EncodingGuess>? Guess() => HasOddWords() ? Guess(OfMixture)
        : cells.Segments.Count > 0 && cells.Segments.All(IsOneLetter) ? Guess(OfLetters)
        : null;

    private IReadOnlyList<EncodingGuess> Guess(double likelihood)
    {
        var others = new LegacyEvidence();
        foreach (var cell in cells.Segments)
        {
            others.Add([.. cell, (byte)'\n']);
        }

        others.End();
        var guesses = others.Guess().Select(guess => guess with { Confidence = guess.Confidence * (1 - likelihood) });
        return [.. guesses.Append(new EncodingGuess(TextEncodings.Utf8, likelihood)).OrderByDescending(guess => guess.Confidence)];
    }

    /// <summary>
    /// An alphabet that has words of its own in the file may take part in others, as Hebrew prefixes and Armenian endings do.
    /// </summary>
    private bool HasOddWords()
    {
        var texts = cells.Segments.Select(cell => Encoding.UTF8.GetString(cell));
        List<string> words = [.. texts.SelectMany(Words).Where(word => !Ascii.IsValid(word))];
        HashSet<Alphabet> known = [.. words.Where(IsWordOfOne).Select(word => Of(word[0]))];
        var odd = words.Count(word => word.Zip(word.Skip(1)).Any(pair => AreOdd(pair.First, pair.Second, known)));
        return odd > 0 && odd * WordsPerOdd >= words.Count;
    }

    /// <summary>The letters of each word, without the marks on them.</summary>
    private static string[] Words(string cell) =>
        string.Concat(cell.Where(c => !IsMark(c)).Select(c => Of(c) == Alphabet.None ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsWordOfOne(string word) => word.Length > 1 && word.All(c => Of(c) == Of(word[0]));

    private static bool AreOdd(char one, char other, HashSet<Alphabet> known)
    {
        var (former, latter) = (Of(one), Of(other));
        return former != latter && !IsKnown(former) && !IsKnown(latter)
            && !(LooksLike(one, other) || LooksLike(other, one));

        bool IsKnown(Alphabet alphabet) => alphabet != Alphabet.Latin && known.Contains(alphabet);
    }

    /// <summary>Companies mix letters of ASCII with those of Greek and Cyrillic that look like them.</summary>
    private static bool LooksLike(char latin, char other) =>
        char.IsAscii(latin) && (Of(other) == Alphabet.Greek || (Of(other) == Alphabet.Cyrillic && other < RareCyrillic));

    private static bool IsOneLetter(byte[] cell) =>
        cell.AsSpan().Trim((byte)' ') is [>= 0xC2 and < 0xE0, >= FirstTrail] && Words(Encoding.UTF8.GetString(cell)).Length == 1;

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter;

    /// <summary>Of characters of one or two bytes; three bytes of another encoding are seldom valid.</summary>
    private static Alphabet Of(char c) => !char.IsLetter(c) || c is 'ª' or 'º' ? Alphabet.None : c switch
    {
        < '\u0370' => Alphabet.Latin,
        < '\u0400' => Alphabet.Greek,
        < '\u0530' => Alphabet.Cyrillic,
        < '\u0590' => Alphabet.Armenian,
        < '\u0600' => Alphabet.Hebrew,
        < '\u0700' or (>= '\u0750' and < '\u0780') => Alphabet.Arabic,
        < '\u0750' => Alphabet.Syriac,
        < '\u07C0' => Alphabet.Thaana,
        < '\u0800' => Alphabet.Nko,
        _ => Alphabet.None,
    };
}
