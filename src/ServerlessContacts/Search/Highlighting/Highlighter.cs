using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>Finds what the words of a query matched in the texts as they are shown. Only for the few contacts of an answer.</summary>
internal static class Highlighter
{
    /// <summary>In the order of the fields, spans of a field from left to right and apart from each other.</summary>
    public static IReadOnlyList<Highlight> Of(Contact contact, IReadOnlyList<QueryTerm> terms)
    {
        var found = new FoundSpans();
        foreach (var field in SearchFields.OfNames(contact))
        {
            TextHighlights.Find([field], terms, found);
        }

        foreach (var writing in NamesWithoutBlanks(contact.Name))
        {
            TextHighlights.Find(writing, terms, found);
        }

        foreach (var field in SearchFields.OfOthers(contact))
        {
            TextHighlights.Find([field], terms, found);
        }

        for (var at = 0; at < contact.Phones.Count; at++)
        {
            NumberHighlights.Find(contact.Phones[at], $"phones[{at}]", terms, found);
        }

        return found.Merged();
    }

    /// <summary>The writings of <see cref="NameWritings"/> that can match where no single field does.</summary>
    private static IEnumerable<SearchField[]> NamesWithoutBlanks(ContactName name)
    {
        var writings = new SearchField[][]
        {
            [new("name.full", name.Full ?? "")],
            [new("name.family", name.Family ?? ""), new("name.given", name.Given ?? "")],
            [new("name.phoneticFamily", name.PhoneticFamily ?? ""), new("name.phoneticGiven", name.PhoneticGiven ?? "")],
        };
        return
            from writing in writings
            where Array.TrueForAll(writing, field => field.Text.Length > 0)
            where Array.Exists(writing, field => NameWritings.IsWrittenWithoutBlanks(field.Text))
            select writing;
    }
}
