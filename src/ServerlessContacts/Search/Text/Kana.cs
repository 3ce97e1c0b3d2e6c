namespace ServerlessContacts.Search;

/// <summary>What folding and romanisation have to know of kana; folded kana are hiragana.</summary>
internal static class Kana
{
    public const char LongMark = 'ー';

    private const char First = 'ぁ';
    private const char Last = 'ゖ';

    /// <summary>The vowel of each kana in the order of Unicode, as a kana; a blank where there is none.</summary>
    private const string Vowels =
        "ああいいううええおおああいいううええおおああいいううええおおああいいうううええおおあいうえお"
        + "あああいいいうううえええおおおあいうえおああううおおあいうえおああいえお うあえ";

    /// <summary>Whether a folded character is a kana.</summary>
    public static bool IsFolded(char c) => c is >= First and <= Last;

    /// <summary>Whether a character is a kana of any kind and width before folding.</summary>
    public static bool IsWritten(char c) => IsFolded(c) || c is (>= 'ァ' and <= 'ヺ') or (>= '\uFF66' and <= '\uFF9D') or LongMark;

    /// <summary>Marks that lengthen the kana before them: the right one, its half width, and waves that people draw instead.</summary>
    public static bool IsLongMark(char c) => c is LongMark or 'ｰ' or '〜' or '～' or '~';

    /// <summary>Marks that mean something only after what they lengthen or repeat.</summary>
    public static bool IsContinuing(char c) => IsLongMark(c) || c is '々' or '〻' or 'ゝ' or 'ゞ' or 'ヽ' or 'ヾ';

    /// <summary>あ, い, う, え or お; a blank for ん and what is no kana.</summary>
    public static char VowelOf(char kana) => IsFolded(kana) ? Vowels[kana - First] : ' ';
}
