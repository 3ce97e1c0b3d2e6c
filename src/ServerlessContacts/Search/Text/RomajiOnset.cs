namespace ServerlessContacts.Search;

/// <summary>The canonical spelling of the consonants that begin a syllable.</summary>
internal static class RomajiOnset
{
    private const char NoVowelYet = ' ';

    /// <summary>
    /// Null for what begins no Japanese syllable. Where the vowel is not typed yet, what all continuations have in common: s of sh for SI and SYA.
    /// </summary>
    public static string? Canonical(ReadOnlySpan<char> consonants, char vowel) => consonants switch
    {
        "k" or "kw" when vowel is 'a' or NoVowelYet => "K",
        "g" or "gw" when vowel is 'a' or NoVowelYet => "G",
        "k" => "K",
        "g" => "G",
        "kw" => "KU",
        "gw" => "GU",
        "s" => "S",
        "sh" => vowel is 'i' or NoVowelYet ? "S" : "SY",
        "z" or "dz" => "Z",
        "j" => vowel is 'i' or NoVowelYet ? "Z" : "ZY",
        "d" => vowel is 'i' or 'u' ? "Z" : "D",
        "t" => "T",
        "c" => vowel == NoVowelYet ? "T" : null,
        "ch" => vowel is 'i' or NoVowelYet ? "T" : "TY",
        "ts" => vowel is 'u' or NoVowelYet ? "T" : "TU",
        "f" => vowel is 'u' or NoVowelYet ? "H" : "HU",
        "v" => "B",
        "w" => vowel is 'o' or 'u' ? "" : "W",
        "n" => "N",
        "h" => "H",
        "b" => "B",
        "p" => "P",
        "m" => "M",
        "r" => "R",
        "y" => "Y",
        _ => WithGlide(consonants),
    };

    private static string? WithGlide(ReadOnlySpan<char> consonants) => consonants switch
    {
        "ky" => "KY",
        "gy" => "GY",
        "sy" => "SY",
        "zy" or "jy" or "dy" => "ZY",
        "ty" or "cy" => "TY",
        "ny" => "NY",
        "hy" => "HY",
        "fy" => "HUY",
        "by" or "vy" => "BY",
        "py" => "PY",
        "my" => "MY",
        "ry" => "RY",
        _ => null,
    };
}
