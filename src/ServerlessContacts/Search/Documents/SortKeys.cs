using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>
/// By what a contact is ordered, folded and compared ordinally. Keys are cut where hardly two names are still the same, since continuations
/// carry them; contacts that are alike up to there are ordered by id.
/// </summary>
internal sealed record SortKeys(string Name, string Email, string Department, string Updated)
{
    public const int MaxLength = 40;

    public static SortKeys Of(ContactRecord record)
    {
        var contact = record.Contact;
        return new SortKeys(
            Key(Reading(contact) ?? contact.Caption),
            Key(contact.MainEmail?.Address),
            Key(contact.Organization?.Department),
            record.Updated.UtcTicks.ToString("D19", CultureInfo.InvariantCulture));
    }

    public string For(ListSort sort) => sort switch
    {
        ListSort.Email => Email,
        ListSort.Department => Department,
        ListSort.Updated => Updated,
        _ => Name,
    };

    /// <summary>Only a name in Chinese characters or kana is ordered by its reading; for others that field is a help to speak it.</summary>
    private static string? Reading(Contact contact)
    {
        var name = contact.Name;
        var reading = name.Full is null ? contact.Organization?.PhoneticName : $"{name.PhoneticFamily} {name.PhoneticGiven}".Trim();
        return SourceLines.IsEastAsian(contact.Caption) && !string.IsNullOrEmpty(reading) ? reading : null;
    }

    private static string Key(string? text)
    {
        var folded = TextFold.Fold(text ?? "").Trim();
        return folded.Length <= MaxLength ? folded : folded[..(char.IsHighSurrogate(folded[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }
}
