namespace ServerlessContacts.Search;

/// <summary>Finds what the words of a query matched in the texts as they are shown. Only for the few contacts of an answer.</summary>
internal static class Highlighter
{
    /// <summary>In the order of the fields, spans of a field from left to right and apart from each other.</summary>
    public static IReadOnlyList<Highlight> Of(ShownContact shown, IReadOnlyList<QueryTerm> terms)
    {
        if (terms.Count == 0)
        {
            return [];
        }

        var found = new FoundSpans();
        var lines = new LineHighlights(terms, found);
        foreach (var line in shown.Lines)
        {
            lines.Find(line);
        }

        var contact = shown.Document.Record.Contact;
        for (var at = 0; at < contact.Phones.Count && terms.Any(term => term.Digits.Count > 0); at++)
        {
            NumberHighlights.Find(contact.Phones[at], $"phones[{at}]", terms, found);
        }

        return found.Merged();
    }
}
