using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>Reads what a contact is called and what it is.</summary>
internal static class NameReading
{
    public static IEnumerable<(string Name, Func<CardDraft, Property, bool> Read)> Readers { get; } =
    [
        ("FN", Full), ("N", Parts), ("NICKNAME", Nickname), ("X-PHONETIC-FIRST-NAME", PhoneticGiven), ("X-PHONETIC-LAST-NAME", PhoneticFamily), ("SOUND", Sound),
        ("KIND", Kind), ("X-ADDRESSBOOKSERVER-KIND", Kind), ("X-ABSHOWAS", ShownAs),
    ];

    private static bool Full(CardDraft draft, Property property)
    {
        draft.IsNameMeant |= property.Parameters.Has(OwnNames.Derived, "FALSE");
        return property.Parameters.Has(OwnNames.Derived, "TRUE")
            || Said(property.Text) is not { } full
            || draft.Set("name.full", draft.Name.Full, property, () => draft.Name = draft.Name with { Full = full });
    }

    /// <summary><c>family;given;middle;prefix;suffix</c>; each may be a list.</summary>
    private static bool Parts(CardDraft draft, Property property)
    {
        var parts = VCardText.Split(property.Raw, ';');
        string? Part(int index, string joint) => index < parts.Count ? Said(ListText.Joined(parts[index], draft.IsVersion2 ? "," : joint)) : null;
        return draft.Set("name", draft.Name.Family ?? draft.Name.Given, property, () => draft.Name = draft.Name with
        {
            Family = Part(0, " "),
            Given = Part(1, " "),
            Middle = Part(2, " "),
            Prefix = Part(3, ", "),
            Suffix = Part(4, ", "),
        });
    }

    private static bool Nickname(CardDraft draft, Property property)
    {
        var names = VCardText.Split(property.Raw, ',').Select(VCardText.Unescape).Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name.Trim()).ToList();
        return names.Count == 0
            || draft.Set("nickname", draft.Rest.Nickname, property, () => draft.Rest = draft.Rest with { Nickname = string.Join(", ", names) });
    }

    private static bool PhoneticGiven(CardDraft draft, Property property) => SetGiven(draft, property, Said(property.Text));

    private static bool PhoneticFamily(CardDraft draft, Property property) => SetFamily(draft, property, Said(property.Text));

    /// <summary>
    /// The reading of a Japanese name as telephones write it: <c>SOUND;X-IRMC-N:ﾔﾏﾀﾞ;ﾀﾛｳ;;;</c>, at times both in the first part. In kana of full width, as readings are
    /// elsewhere. A sound that is one is kept as it is.
    /// </summary>
    private static bool Sound(CardDraft draft, Property property)
    {
        if (property.IsBase64 || property.Parameters.First("VALUE") is not null || property.Text.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = VCardText.Split(property.Raw, ';').ConvertAll(part => VCardText.Unescape(part).Normalize(NormalizationForm.FormKC).Trim());
        var words = parts.Skip(1).All(string.IsNullOrEmpty) ? parts[0].Split(' ', 2, StringSplitOptions.TrimEntries) : [parts[0], parts[1]];
        SetFamily(draft, property, Said(words[0]));
        SetGiven(draft, property, words.Length > 1 ? Said(words[1]) : null);
        return true;
    }

    private static bool Kind(CardDraft draft, Property property)
    {
        switch (property.Text.Trim().ToLowerInvariant())
        {
            case "individual" or "":
                return true;
            case "org":
                draft.Kind = ContactKind.Organization;
                return true;
            case "group":
                draft.Fail(VCardProblems.Group, property);
                return true;
            default:
                return false;
        }
    }

    private static bool ShownAs(CardDraft draft, Property property)
    {
        var isCompany = property.Text.Trim().Equals("COMPANY", StringComparison.OrdinalIgnoreCase);
        draft.Kind = isCompany ? ContactKind.Organization : draft.Kind;
        return isCompany;
    }

    private static bool SetGiven(CardDraft draft, Property property, string? reading) => reading is null
        || draft.Set("name.phoneticGiven", draft.Name.PhoneticGiven, property, () => draft.Name = draft.Name with { PhoneticGiven = reading });

    private static bool SetFamily(CardDraft draft, Property property, string? reading) => reading is null
        || draft.Set("name.phoneticFamily", draft.Name.PhoneticFamily, property, () => draft.Name = draft.Name with { PhoneticFamily = reading });

    private static string? Said(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
