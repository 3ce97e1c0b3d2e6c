using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>How a field, or two that are read together, becomes lines that can be searched.</summary>
internal enum LineForm
{
    /// <summary>Folded as it stands; two fields with a blank between.</summary>
    Written,

    /// <summary>Folded without blanks, so that 田中太郎 is found in 田中 太郎.</summary>
    Joined,

    /// <summary>A line for each part between blanks.</summary>
    Parts,

    /// <summary>The romaji of kana: a line for each run of them.</summary>
    KanaRomaji,

    /// <summary>The romaji of kana without blanks, where there is nothing else.</summary>
    JoinedRomaji,

    /// <summary>
    /// The canonical romaji of Latin words that can be romaji, each after a blank. Thereby a query in kana asks for names in Latin letters
    /// alone, as it is found more exactly in readings.
    /// </summary>
    LatinRomaji,
}

/// <summary>The fields behind a line; the second is empty where there is only one.</summary>
internal readonly record struct SourceLine(LineForm Form, SearchField First, SearchField Second = default);

/// <summary>
/// What of a contact is searched, and in which writings: one description for the text of a document and for the highlights in it. What a
/// contact lacks is described too, as a line of nothing.
/// </summary>
internal static class SourceLines
{
    private const char FirstOfEastAsia = '\u2E80';

    public static IEnumerable<SourceLine> OfNames(Contact contact)
    {
        foreach (var field in SearchFields.OfNames(contact))
        {
            if (IsEastAsian(field.Text) && field.Text.AsSpan().IndexOfAny(' ', '\u3000') >= 0)
            {
                yield return new SourceLine(LineForm.Joined, field);
                yield return new SourceLine(LineForm.Parts, field);
            }
            else
            {
                yield return new SourceLine(LineForm.Written, field);
            }
        }

        foreach (var line in Readings(contact).Concat(Romaji(contact)))
        {
            yield return line;
        }
    }

    public static IEnumerable<SourceLine> OfOthers(Contact contact)
    {
        foreach (var field in SearchFields.OfOthers(contact))
        {
            yield return new SourceLine(LineForm.Written, field);
        }

        if (!SearchFields.IsNamedByOrganization(contact))
        {
            yield return new SourceLine(LineForm.Written, SearchFields.OrganizationReading(contact));
            yield return new SourceLine(LineForm.KanaRomaji, SearchFields.OrganizationName(contact));
            yield return new SourceLine(LineForm.KanaRomaji, SearchFields.OrganizationReading(contact));
        }
    }

    public static bool IsEastAsian(string text) => text.AsSpan().IndexOfAnyInRange(FirstOfEastAsia, '\uFFFF') >= 0;

    private static IEnumerable<SourceLine> Readings(Contact contact)
    {
        var name = contact.Name;
        var (family, given) = (SearchField.Of("name.family", name.Family), SearchField.Of("name.given", name.Given));
        var (phoneticFamily, phoneticGiven) = (PhoneticFamily(name), PhoneticGiven(name));
        yield return Together(family, given);
        yield return new SourceLine(LineForm.Written, phoneticFamily);
        yield return new SourceLine(LineForm.Written, phoneticGiven);
        yield return Together(phoneticFamily, phoneticGiven);
        if (SearchFields.IsNamedByOrganization(contact))
        {
            yield return new SourceLine(LineForm.Written, SearchFields.OrganizationReading(contact));
        }
    }

    /// <summary>A name as it is written at home: the family name last in Latin letters, first and without a blank in Chinese characters and kana.</summary>
    private static SourceLine Together(SearchField family, SearchField given) =>
        family.IsEmpty || given.IsEmpty ? default
        : IsEastAsian(family.Text) || IsEastAsian(given.Text) ? new SourceLine(LineForm.Joined, family, given)
        : new SourceLine(LineForm.Written, given, family);

    /// <summary>The romaji of readings, of kana in names, and of names in Latin letters that have no reading in kana.</summary>
    private static IEnumerable<SourceLine> Romaji(Contact contact)
    {
        var (family, given) = (PhoneticFamily(contact.Name), PhoneticGiven(contact.Name));
        yield return new SourceLine(LineForm.KanaRomaji, family);
        yield return new SourceLine(LineForm.KanaRomaji, given);
        yield return family.IsEmpty || given.IsEmpty ? default : new SourceLine(LineForm.JoinedRomaji, family, given);
        var isRead = IsEastAsian(family.Text ?? "") || IsEastAsian(given.Text ?? "");
        foreach (var field in SearchFields.OfNames(contact))
        {
            yield return IsEastAsian(field.Text) ? new SourceLine(LineForm.KanaRomaji, field) : isRead ? default : new SourceLine(LineForm.LatinRomaji, field);
        }

        var full = SearchField.Of("name.full", contact.Name.Full);
        yield return IsEastAsian(full.Text) ? new SourceLine(LineForm.JoinedRomaji, full) : default;
        yield return new SourceLine(LineForm.LatinRomaji, family);
        yield return new SourceLine(LineForm.LatinRomaji, given);
        if (SearchFields.IsNamedByOrganization(contact))
        {
            yield return new SourceLine(LineForm.KanaRomaji, SearchFields.OrganizationReading(contact));
        }
    }

    private static SearchField PhoneticFamily(ContactName name) => SearchField.Of("name.phoneticFamily", name.PhoneticFamily);

    private static SearchField PhoneticGiven(ContactName name) => SearchField.Of("name.phoneticGiven", name.PhoneticGiven);
}
