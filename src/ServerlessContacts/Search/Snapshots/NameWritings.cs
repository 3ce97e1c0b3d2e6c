using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>How people write a name beside its own fields: in the other order, and in Chinese characters and kana without a blank.</summary>
internal static class NameWritings
{
    private const char FirstOfEastAsia = '\u2E80';

    /// <summary>The writings, folded.</summary>
    public static IEnumerable<string> Of(ContactName name) =>
        Of(name.Family, name.Given)
            .Concat(Of(name.PhoneticFamily, name.PhoneticGiven))
            .Concat(name.Full is { } full && IsWrittenWithoutBlanks(full) ? [WithoutBlanks(TextFold.Fold(full))] : []);

    public static bool IsWrittenWithoutBlanks(string text) => text.Any(c => c >= FirstOfEastAsia);

    public static string WithoutBlanks(string folded) => folded.Replace(" ", "", StringComparison.Ordinal);

    private static IEnumerable<string> Of(string? family, string? given)
    {
        if (family is null || given is null)
        {
            return [];
        }

        var (last, first) = (TextFold.Fold(family), TextFold.Fold(given));
        return IsWrittenWithoutBlanks(family + given) ? [WithoutBlanks(last + first)] : [$"{first} {last}", $"{last} {first}"];
    }
}
