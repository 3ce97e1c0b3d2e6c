namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Labels as cards write them: <c>TYPE</c> for what all know, Apple's <c>X-ABLabel</c> for the rest, where a word of Apple's own stands between <c>_$!&lt;</c> and
/// <c>&gt;!$_</c>.
/// </summary>
internal static class TypeLabels
{
    private const string AppleStart = "_$!<";
    private const string AppleEnd = ">!$_";

    /// <summary>Types that say what a value is technically, or that it is preferred, and do not tell one number from another.</summary>
    private static readonly HashSet<string> Noise = new(StringComparer.OrdinalIgnoreCase)
    {
        "pref", "voice", "msg", "video", "text", "textphone", "internet", "x400", "pcs", "modem", "bbs", "dom", "intl", "postal", "parcel", "iphone", "none", "uri", "individual",
    };

    private static readonly (string Label, string[] Types)[] Known =
    [
        ("workFax", ["work", "fax"]), ("homeFax", ["home", "fax"]), ("otherFax", ["other", "fax"]), ("fax", ["fax"]),
        ("workPager", ["work", "pager"]), ("pager", ["pager"]), ("workMobile", ["work", "cell"]), ("mobile", ["cell"]), ("mobile", ["mobile"]),
        ("car", ["car"]), ("isdn", ["isdn"]), ("main", ["main"]), ("work", ["work"]), ("home", ["home"]), ("other", ["other"]),
    ];

    /// <summary>Labels whose types every reader of numbers knows.</summary>
    private static readonly HashSet<string> PhoneLabels =
        new(["workFax", "homeFax", "fax", "workPager", "pager", "workMobile", "mobile", "work", "home"], StringComparer.Ordinal);

    private static readonly HashSet<string> OtherLabels = new(["work", "home"], StringComparer.Ordinal);

    /// <summary>Labels that Apple shows in the reader's own language.</summary>
    private static readonly Dictionary<string, string> AppleWords = new(StringComparer.Ordinal)
    {
        ["mobile"] = "Mobile",
        ["main"] = "Main",
        ["other"] = "Other",
        ["otherFax"] = "OtherFAX",
        ["homeFax"] = "HomeFAX",
        ["workFax"] = "WorkFAX",
        ["pager"] = "Pager",
        ["homePage"] = "HomePage",
        ["school"] = "School",
    };

    /// <summary>The label that the types tell, or null.</summary>
    public static string? Read(IReadOnlyCollection<string> types)
    {
        foreach (var (label, needed) in Known)
        {
            if (Array.TrueForAll(needed, type => types.Contains(type, StringComparer.OrdinalIgnoreCase)))
            {
                return label;
            }
        }

        var own = types.FirstOrDefault(type => type.Length > 0 && !Noise.Contains(type));
        return own?.StartsWith("x-", StringComparison.OrdinalIgnoreCase) == true ? own[2..] : own;
    }

    /// <summary>The label that <c>X-ABLabel</c> says.</summary>
    public static string ReadApple(string text)
    {
        if (!text.StartsWith(AppleStart, StringComparison.Ordinal) || !text.EndsWith(AppleEnd, StringComparison.Ordinal))
        {
            return text;
        }

        var word = text[AppleStart.Length..^AppleEnd.Length];
        var known = AppleWords.FirstOrDefault(pair => pair.Value == word).Key;
        return known ?? (word.Length == 0 ? "" : char.ToLowerInvariant(word[0]) + word[1..]);
    }

    /// <summary>The types for the label of a number; null where it takes an <c>X-ABLabel</c>.</summary>
    public static string[]? TypesOfPhone(string? label) => Write(label, PhoneLabels);

    /// <inheritdoc cref="TypesOfPhone"/>
    public static string[]? TypesOf(string? label) => Write(label, OtherLabels);

    public static string WriteApple(string label) => AppleWords.TryGetValue(label, out var word) ? AppleStart + word + AppleEnd : label;

    /// <summary>Whether a label, written as it is, would be read as another.</summary>
    public static bool IsMistakable(string label) => ReadApple(WriteApple(label)) != label;

    private static string[]? Write(string? label, HashSet<string> readable) =>
        label is null ? [] : readable.Contains(label) ? Array.Find(Known, known => known.Label == label).Types : null;
}
