using System.Collections.Frozen;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The words by which files name their columns, as <see cref="HeaderText"/> folds them.</summary>
internal static class HeaderDictionary
{
    private static readonly (Target Target, string? Label, string[] Words)[] Entries =
    [
        (Target.FullName, null, ["name", "full name", "display name", "contact name", "contact"]),
        (Target.GivenName, null, ["given name", "first name", "forename"]),
        (Target.FamilyName, null, ["family name", "last name", "surname"]),
        (Target.MiddleName, null, ["middle name", "additional name"]),
        (Target.Prefix, null, ["prefix", "name prefix", "salutation"]),
        (Target.Suffix, null, ["suffix", "name suffix"]),
        (Target.PhoneticGivenName, null, ["phonetic given name", "given name phonetic", "phonetic first name", "given name yomi"]),
        (Target.PhoneticFamilyName, null, ["phonetic family name", "family name phonetic", "phonetic last name", "family name yomi"]),
        (Target.Nickname, null, ["nickname"]),
        (Target.Company, null, ["company", "company name", "organization", "organisation", "organization name", "organisation name"]),
        (Target.Department, null, ["department"]),
        (Target.Title, null, ["job title", "title", "position"]),
        (Target.Role, null, ["role"]),
        (Target.Email, null, ["email", "e mail", "mail", "email address", "e mail address", "emails"]),
        (Target.Email, "work", ["work email", "work e mail", "business email", "email work"]),
        (Target.Email, "home", ["home email", "home e mail", "private email", "personal email", "email home"]),
        (Target.Email, "other", ["other email", "other e mail"]),
        (Target.Phone, null, ["phone", "telephone", "tel", "phone number", "telephone number", "number", "phones"]),
        (Target.Phone, "mobile", ["mobile", "mobile phone", "mobile number", "cell", "cell phone", "phone mobile"]),
        (Target.Phone, "work", ["work phone", "business phone", "office phone", "work telephone", "phone work"]),
        (Target.Phone, "home", ["home phone", "private phone", "home telephone", "phone home"]),
        (Target.Phone, "other", ["other phone", "optional phone"]),
        (Target.Phone, "fax", ["fax", "fax number"]),
        (Target.Phone, "workFax", ["work fax", "business fax"]),
        (Target.Phone, "homeFax", ["home fax"]),
        (Target.Phone, "pager", ["pager"]),
        (Target.Url, null, ["url", "website", "web page", "web site", "homepage", "home page", "urls"]),
        (Target.Notes, null, ["notes", "note", "comment", "comments", "remarks"]),
        (Target.Birthday, null, ["birthday", "date of birth"]),
        (Target.Action, null, ["action"]),
    ];

    private static readonly FrozenDictionary<string, (Target Target, string? Label)> Meanings = Entries
        .SelectMany(entry => entry.Words.Select(word => KeyValuePair.Create(word, (entry.Target, entry.Label))))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the column holds; <see cref="Target.Custom"/> where no word is known.</summary>
    public static Column Read(string header)
    {
        var folded = HeaderText.Fold(header);
        if (!Meanings.TryGetValue(folded, out var meaning) && !Meanings.TryGetValue(HeaderText.WithoutNumber(folded), out meaning))
        {
            meaning = (Target.Custom, null);
        }

        return new Column(header.Trim(), meaning.Target, meaning.Label);
    }
}
