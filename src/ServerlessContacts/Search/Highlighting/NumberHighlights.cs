using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>Every place where the digits of a query stand in a number as it is shown, even if they were found in another form of it.</summary>
internal static class NumberHighlights
{
    public static void Find(Phone phone, string path, IReadOnlyList<QueryTerm> terms, FoundSpans found)
    {
        List<string> whole = [.. PhoneForms.Whole(PhoneForms.NumberOf(phone))];
        Mark(new ShownNumber(path + ".number", phone.Number, null), whole, terms, found);
        Mark(new ShownNumber(path + ".raw", phone.Raw, phone.Extension), whole, terms, found);
        MarkPart(path + ".short", phone.Short, terms, found);
        MarkPart(path + ".extension", phone.Extension, terms, found);
    }

    private static void MarkPart(string path, string? text, IReadOnlyList<QueryTerm> terms, FoundSpans found)
    {
        if (text is not null)
        {
            Mark(new ShownNumber(path, text, null), [PhoneForms.Digits(text)], terms, found);
        }
    }

    private static void Mark(ShownNumber shown, IReadOnlyList<string> forms, IReadOnlyList<QueryTerm> terms, FoundSpans found)
    {
        foreach (var digits in terms.SelectMany(term => term.Digits))
        {
            foreach (var form in forms)
            {
                for (var at = form.IndexOf(digits, StringComparison.Ordinal); at >= 0; at = form.IndexOf(digits, at + 1, StringComparison.Ordinal))
                {
                    if (shown.Place(form, TextSpan.FromTo(at, at + digits.Length)) is { } span)
                    {
                        found.Add(shown.Path, span);
                    }
                }
            }
        }
    }
}
