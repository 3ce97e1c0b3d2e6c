namespace ServerlessContacts.Contacts;

internal static class ListRules
{
    public delegate T? Cleaner<T>(T entry, FieldPath field, Problems problems);

    public static IReadOnlyList<T> Clean<T>(IReadOnlyList<T>? entries, string field, Problems problems, Cleaner<T> clean)
        where T : class
    {
        if (entries is null or { Count: 0 } || problems.IsTooLong(entries.Count, field))
        {
            return [];
        }

        var kept = new List<T>(entries.Count);
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index] is { } entry && clean(entry, new FieldPath(field, index), problems) is { } whole)
            {
                kept.Add(whole);
            }
        }

        return kept.Count < 2 ? kept : [.. kept.Distinct()];
    }

    /// <summary>Ids and labels: trimmed, each once.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string>? names, string field, Problems problems) =>
        Clean(names, field, problems, (name, at, all) => all.Text(name, at));

    private static readonly string[] Running = ["javascript:", "data:", "vbscript:"];

    /// <summary>The first that was marked stays the default; where none was, the first of all becomes it.</summary>
    public static IReadOnlyList<T> WithOneDefault<T>(List<T> entries, Func<T, bool> isDefault, Func<T, bool, T> mark)
    {
        var chosen = FirstMarked(entries, isDefault);
        for (var index = 0; index < entries.Count; index++)
        {
            if (isDefault(entries[index]) != (index == chosen))
            {
                entries[index] = mark(entries[index], index == chosen);
            }
        }

        return entries;
    }

    private static int FirstMarked<T>(List<T> entries, Func<T, bool> isDefault)
    {
        for (var index = 0; index < entries.Count; index++)
        {
            if (isDefault(entries[index]))
            {
                return index;
            }
        }

        return 0;
    }

    public static InstantMessenger? Clean(InstantMessenger im, FieldPath field, Problems problems) =>
        string.IsNullOrWhiteSpace(im.Address) ? null : new InstantMessenger
        {
            Address = problems.Demand(im.Address, field.Of("address")),
            Protocol = problems.Text(im.Protocol, field.Of("protocol")),
            Label = problems.Text(im.Label, field.Of("label")),
        };

    public static WebPage? Clean(WebPage page, FieldPath field, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(page.Url))
        {
            return null;
        }

        var url = problems.Demand(page.Url, field.Of("url"));
        if (IsDangerous(url))
        {
            problems.Add(field.Of("url"), ContactMessages.InvalidUrl, ContactMessages.InvalidUrlText);
        }

        return new WebPage { Url = url, Label = problems.Text(page.Label, field.Of("label")) };
    }

    /// <summary>Addresses without a scheme are kept as people write them; a scheme that runs code in a browser is not.</summary>
    private static bool IsDangerous(string url) => HasControls(url) || Runs(url);

    private static bool Runs(string url)
    {
        foreach (var scheme in Running)
        {
            if (url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasControls(ReadOnlySpan<char> url) => url.ContainsAnyInRange('\0', '\u001F') || url.ContainsAnyInRange('\u007F', '\u009F');
}
