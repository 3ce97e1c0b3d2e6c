using System.Globalization;
using System.Text;
using ServerlessContacts.Import.Files.Languages;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// A sample read in one encoding: its letters, and what speaks against the reading whatever the language. A word has letters of one script,
/// begins with its only capital or has no
/// small letter, holds no signs, and has its final letters at its end.
/// </summary>
internal sealed class DecodedSample
{
    /// <summary>The shares of what is odd in texts that are read right.</summary>
    private static readonly double NoCharacter = Math.Log(1e-5);
    private static readonly double Punctuation = Math.Log(0.004);
    private static readonly double OtherSign = Math.Log(0.0001);
    private static readonly double SignInWord = Math.Log(3e-5);
    private static readonly double MixedScripts = Math.Log(0.002);
    private static readonly double OddCase = Math.Log(0.006);
    private static readonly double OddPlace = Math.Log(0.02);
    private static readonly double OddMark = Math.Log(0.01);
    private static readonly double AsciiSign = Math.Log(0.01);
    private static readonly double OddNeighbours = Math.Log(0.01);
    private static readonly double UnusualEnd = Math.Log(0.15);

    private const string UsualSigns = "«»“”‘’„–—…№°ºª€£·、。・「」（），：；〒";
    private const string AsciiSigns = "[\\]^_`{}~";
    private const string SignsInWords = "’·・、。（）";
    private const string HebrewFinals = "ךםןףץ";
    private const string HebrewWithFinals = "כמנפצ";
    private const string ArabicFinals = "ةى";
    private const string VietnameseVowels = "aăâeêioôơuưy";
    private const string Vowels = "аеёиоуыэюяіїєαεηιουωάέήίόύώϊϋΐΰ";

    private readonly Dictionary<char, int> letters = [];
    private bool isOdd;
    private bool hasSmall;
    private bool hasCapitalInside;
    private int cased;
    private bool isCaseEvidence;

    public DecodedSample(IReadOnlyList<byte[]> segments, Encoding encoding)
    {
        var whole = new StringBuilder();
        foreach (var segment in segments)
        {
            var text = encoding.GetString(segment);
            whole.Append(text).Append('\n');
            Read(segment.Length >= SegmentSample.MaxSegment ? text[..^Math.Min(text.Length, 2)] : text);
        }

        Text = whole.ToString();
    }

    /// <summary>All of the sample; two encodings that read it the same are one answer.</summary>
    public string Text { get; }

    /// <summary>Letters beyond ASCII with how often they are there.</summary>
    public IReadOnlyDictionary<char, int> Letters => letters;

    /// <summary>The logarithm of how likely the signs and the forms of the words are.</summary>
    public double Structure { get; private set; }

    /// <summary>Pieces that hold anything that right texts hardly hold.</summary>
    public int OddSegments { get; private set; }

    /// <summary>Letters of Latin script that stand behind a letter of ASCII, and behind another one.</summary>
    public int BehindAscii { get; private set; }

    public int BehindOther { get; private set; }

    /// <summary>Neighbours in Cyrillic and Greek words, and those of which one is a vowel.</summary>
    public int Pairs { get; private set; }

    public int AlternatingPairs { get; private set; }

    private void Read(string text)
    {
        isOdd = false;
        StartWord();
        for (var at = 0; at < text.Length; at++)
        {
            Read(text[at], at > 0 ? text[at - 1] : '\0', at + 1 < text.Length ? text[at + 1] : '\0');
        }

        EndWord();
        if (text.Length > 0)
        {
            Structure += text[^1] == 'σ' ? OddPlace : HebrewWithFinals.Contains(text[^1], StringComparison.Ordinal) ? UnusualEnd : 0;
        }

        OddSegments += isOdd ? 1 : 0;
    }

    private void Read(char c, char before, char behind)
    {
        var (script, scriptBefore) = (Scripts.Of(c), Scripts.Of(before));
        if (IsNoCharacter(c))
        {
            Find(NoCharacter);
        }
        else if (c > '\u007F' && script == Script.None)
        {
            ReadSign(c, scriptBefore != Script.None && Scripts.Of(behind) != Script.None);
        }
        else if (c > '\u007F')
        {
            letters[c] = letters.GetValueOrDefault(c) + 1;
        }

        if (IsAsciiSignBeside(c, before) || IsAsciiSignBeside(before, c))
        {
            Structure += AsciiSign;
        }

        ReadPlace(c, before, script, scriptBefore);
        ReadCase(c, script);
    }

    private void ReadSign(char c, bool isInWord)
    {
        if (UsualSigns.Contains(c, StringComparison.Ordinal) && !(isInWord && !SignsInWords.Contains(c, StringComparison.Ordinal)))
        {
            Structure += Punctuation;
        }
        else if (isInWord)
        {
            Find(SignInWord);
        }
        else
        {
            Structure += OtherSign;
        }
    }

    private void ReadPlace(char c, char before, Script script, Script scriptBefore)
    {
        if (script != Script.None && scriptBefore != Script.None)
        {
            ReadPair(c, before, script, scriptBefore);
        }
        else if (HebrewWithFinals.Contains(before, StringComparison.Ordinal) && c != '\'')
        {
            Structure += UnusualEnd;
        }

        if (script == Script.Thai && IsMark(c) && scriptBefore != Script.Thai)
        {
            Find(OddPlace);
        }
        else if (script == Script.Latin && IsMark(c) && !VietnameseVowels.Contains(char.ToLowerInvariant(before), StringComparison.Ordinal))
        {
            Find(OddMark);
        }
    }

    private void ReadPair(char c, char before, Script script, Script scriptBefore)
    {
        if (Scripts.AreMixed(script, scriptBefore))
        {
            Find(MixedScripts);
        }

        if (c > '\u007F' && script == Script.Latin)
        {
            (BehindAscii, BehindOther) = before > '\u007F' ? (BehindAscii, BehindOther + 1) : (BehindAscii + 1, BehindOther);
        }

        if (HebrewFinals.Contains(before, StringComparison.Ordinal) || before == 'ς')
        {
            Find(OddPlace);
        }

        // The ã of Portuguese is an ä in other pages, and ä stands before no o.
        Structure += (before is 'ä' or 'Ä') && (c is 'o' or 'O') ? OddNeighbours : 0;
        Structure += ArabicFinals.Contains(before, StringComparison.Ordinal) ? OddPlace : 0;
        if (script == scriptBefore && script is Script.Cyrillic or Script.Greek && !IsSilent(c) && !IsSilent(before))
        {
            Pairs++;
            AlternatingPairs += IsVowel(c) != IsVowel(before) ? 1 : 0;
        }
    }

    private void ReadCase(char c, Script script)
    {
        var (isCapital, isSmall) = (char.IsUpper(c), char.IsLower(c));
        if (script is not (Script.Latin or Script.Cyrillic or Script.Greek) || !(isCapital || isSmall))
        {
            EndWord();
            return;
        }

        hasSmall |= isSmall && c != 'ß';
        hasCapitalInside |= isCapital && cased > 0;
        isCaseEvidence |= c > '\u007F';
        cased++;
    }

    private void EndWord()
    {
        if (isCaseEvidence && hasSmall && hasCapitalInside)
        {
            Find(OddCase);
        }

        StartWord();
    }

    private void StartWord() => (hasSmall, hasCapitalInside, isCaseEvidence, cased) = (false, false, false, 0);

    private void Find(double log)
    {
        Structure += log;
        isOdd = true;
    }

    /// <summary>What stands for no character, the controls beyond ASCII, and the characters that are nobody's.</summary>
    private static bool IsNoCharacter(char c) =>
        c is TextEncodings.Broken or '\uFFFD' or (>= '\u0080' and < '\u00A0') or (>= '\uE000' and < '\uF900');

    /// <summary>Brackets and the like touch letters where half of a character is taken for them.</summary>
    private static bool IsAsciiSignBeside(char sign, char letter) =>
        letter > '\u007F' && AsciiSigns.Contains(sign, StringComparison.Ordinal);

    private static bool IsMark(char c) => c > '\u02FF' && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsSilent(char c) => c is 'ь' or 'ъ' or 'Ь' or 'Ъ';

    private static bool IsVowel(char c) => Vowels.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal);
}
