using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>Reads numbers, addresses of both kinds, web pages and labels.</summary>
internal static class ListReading
{
    public static IEnumerable<(string Name, Func<CardDraft, Property, bool> Read)> Readers { get; } =
        [("EMAIL", Email), ("TEL", Phone), ("ADR", Address), ("LABEL", static (_, _) => true), ("URL", Url), ("CATEGORIES", Categories)];

    /// <summary>A name inside an Exchange server is no address, and no reason to lose the card.</summary>
    private static bool Email(CardDraft draft, Property property)
    {
        var address = property.Text.Trim();
        if (EmailParser.Parse(address).Problem == EmailProblems.ExchangeName)
        {
            return false;
        }

        foreach (var one in address.Length == 0 ? [] : EmailList.Split(address))
        {
            draft.Place("emails", draft.Emails.Count, property);
            draft.Emails.Add((new Email { Address = one, Label = property.LabelOrType }, property.Preference));
        }

        return true;
    }

    private static bool Phone(CardDraft draft, Property property)
    {
        var (number, extension) = PhoneLine.Read(property.Text.Trim());
        if (string.IsNullOrWhiteSpace(number))
        {
            return true;
        }

        draft.Place("phones", draft.Phones.Count, property);
        draft.Phones.Add((new Phone
        {
            Number = number,
            Raw = property.Parameters.First(OwnNames.Raw) ?? number,
            Label = property.LabelOrType,
            Extension = extension ?? property.Parameters.First(OwnNames.Extension),
            Short = property.Parameters.First(OwnNames.Short),
        }, property.Preference));
        return true;
    }

    /// <summary><c>box;extended;street;city;region;code;country</c>; each may be a list.</summary>
    private static bool Address(CardDraft draft, Property property)
    {
        var parts = VCardText.Split(property.Raw, ';');
        string? Part(int index) => index < parts.Count && ListText.Joined(parts[index], ", ").Trim() is { Length: > 0 } part ? part : null;
        draft.Place("addresses", draft.Addresses.Count, property);
        draft.Addresses.Add((new PostalAddress
        {
            PoBox = Part(0),
            Extended = Part(1),
            Street = Part(2),
            City = Part(3),
            Region = Part(4),
            PostalCode = Part(5),
            Country = Part(6),
            Label = property.LabelOrType,
            Formatted = property.Parameters.First("LABEL"),
        }, property.Source.Group));
        return true;
    }

    private static bool Url(CardDraft draft, Property property)
    {
        if (property.Text.Trim() is { Length: > 0 } url)
        {
            draft.Place("urls", draft.Urls.Count, property);
            draft.Urls.Add(new WebPage { Url = url, Label = property.LabelOrType });
        }

        return true;
    }

    private static bool Categories(CardDraft draft, Property property)
    {
        foreach (var label in VCardText.Split(property.Raw, ',').Select(part => VCardText.Unescape(part).Trim()))
        {
            if (label.Length > 0 && !GoogleColumns.IsEverybody(label) && draft.Seen.Add(("labels", label)))
            {
                draft.Place("labels", draft.Labels.Count, property);
                draft.Labels.Add(label);
            }
        }

        return true;
    }
}
