using System.Collections.Frozen;

namespace ServerlessContacts.Contacts.Layouts;

/// <summary>The labels that have a word of their own in other producers' files. Any other label is written and read as it is.</summary>
public static class ColumnLabels
{
    private static readonly (string Label, string Google)[] Words =
    [
        ("home", "Home"), ("work", "Work"), ("other", "Other"), ("mobile", "Mobile"), ("main", "Main"), ("homeFax", "Home Fax"), ("workFax", "Work Fax"),
        ("otherFax", "Other Fax"), ("pager", "Pager"), ("workMobile", "Work Mobile"), ("workPager", "Work Pager"), ("googleVoice", "Google Voice"),
        ("homePage", "Home Page"), ("profile", "Profile"), ("blog", "Blog"),
    ];

    private static readonly FrozenDictionary<string, string> ByGoogle =
        Words.ToFrozenDictionary(word => word.Google, word => word.Label, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> ToGoogleWords =
        Words.ToFrozenDictionary(word => word.Label, word => word.Google, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByGoogle.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary><c>Work Fax</c> is <c>workFax</c>.</summary>
    public static string FromGoogle(ReadOnlySpan<char> written) => BySpan.TryGetValue(written, out var label) ? label : written.ToString();

    /// <summary><c>workFax</c> is <c>Work Fax</c>.</summary>
    public static string ToGoogle(string label) => ToGoogleWords.GetValueOrDefault(label, label);
}
