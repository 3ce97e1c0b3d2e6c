using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>Finds what the words of a query matched in the texts as they are shown. Only for the few contacts of an answer.</summary>
internal static class Highlighter
{
    /// <summary>In the order of the fields, spans of a field from left to right and apart from each other.</summary>
    public static IReadOnlyList<Highlight> Of(Contact contact, IReadOnlyList<QueryTerm> terms)
    {
        var found = new FoundSpans();
        foreach (var line in SourceLines.OfNames(contact).Concat(SourceLines.OfOthers(contact)))
        {
            LineHighlights.Find(line, terms, found);
        }

        for (var at = 0; at < contact.Phones.Count; at++)
        {
            NumberHighlights.Find(contact.Phones[at], $"phones[{at}]", terms, found);
        }

        return found.Merged();
    }
}
