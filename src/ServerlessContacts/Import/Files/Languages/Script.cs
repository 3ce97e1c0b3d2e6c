using System.Globalization;

namespace ServerlessContacts.Import.Files.Languages;

/// <summary>The scripts that known languages are written in.</summary>
internal enum Script
{
    /// <summary>No letter.</summary>
    None,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    Han,
    Kana,
    Hangul,
    Other,
}

/// <summary>
/// The script of a letter. Marks belong to the letters that they stand on; ª and º are no letters, as they stand behind numbers.
/// </summary>
internal static class Scripts
{
    private static readonly Script[] Known = [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => Find((char)c))];

    public static Script Of(char c) => Known[c];

    /// <summary>Whether letters of both stand in one word.</summary>
    public static bool AreMixed(Script one, Script other) => one != other && !(IsEastAsian(one) && IsEastAsian(other));

    public static bool IsEastAsian(Script script) => script is Script.Han or Script.Kana or Script.Hangul;

    private static Script Find(char c) => !IsLetter(c) ? Script.None : c switch
    {
        'ª' or 'º' => Script.None,
        < '\u0370' => Script.Latin,
        < '\u0400' => Script.Greek,
        < '\u0530' => Script.Cyrillic,
        >= '\u0590' and < '\u0600' => Script.Hebrew,
        >= '\u0600' and < '\u0700' => Script.Arabic,
        >= '\u0E00' and < '\u0E80' => Script.Thai,
        >= '\u1E00' and < '\u1F00' => Script.Latin,
        '\u3005' or '\u3006' or (>= '\u3400' and < '\uA000') or (>= '\uF900' and < '\uFB00') => Script.Han,
        (>= '\u3040' and < '\u3100') or (>= '\uFF66' and < '\uFFA0') => Script.Kana,
        >= '\uAC00' and < '\uD7B0' => Script.Hangul,
        _ => Script.Other,
    };

    private static bool IsLetter(char c) =>
        char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
