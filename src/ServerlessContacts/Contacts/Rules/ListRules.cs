namespace ServerlessContacts.Contacts;

internal static class ListRules
{
    public delegate T? Cleaner<T>(T entry, string field, Problems problems);

    public static IReadOnlyList<T> Clean<T>(IReadOnlyList<T>? entries, string field, Problems problems, Cleaner<T> clean)
        where T : class
    {
        if (entries is null or { Count: 0 })
        {
            return [];
        }

        List<T> kept = [.. entries.Select((entry, index) => entry is null ? null : clean(entry, $"{field}[{index}]", problems)).OfType<T>().Distinct()];
        problems.DemandLength(kept.Count, field);
        return kept;
    }

    /// <summary>Ids and labels: trimmed, each once.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string>? names, string field, Problems problems) =>
        Clean(names, field, problems, (name, at, all) => all.Text(name, at));

    /// <summary>The first that was marked stays the default; where none was, the first of all becomes it.</summary>
    public static IReadOnlyList<T> WithOneDefault<T>(List<T> entries, Func<T, bool> isDefault, Func<T, bool, T> mark)
    {
        var chosen = Math.Max(entries.FindIndex(entry => isDefault(entry)), 0);
        return [.. entries.Select((entry, index) => mark(entry, index == chosen))];
    }

    public static InstantMessenger? Clean(InstantMessenger im, string field, Problems problems) =>
        string.IsNullOrWhiteSpace(im.Address) ? null : new InstantMessenger
        {
            Address = problems.Demand(im.Address, $"{field}.address"),
            Protocol = problems.Text(im.Protocol, $"{field}.protocol"),
            Label = problems.Text(im.Label, $"{field}.label"),
        };

    public static WebPage? Clean(WebPage page, string field, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(page.Url))
        {
            return null;
        }

        var url = problems.Demand(page.Url, $"{field}.url");
        if (IsDangerous(url))
        {
            problems.Add($"{field}.url", ContactMessages.InvalidUrl, ContactMessages.InvalidUrlText);
        }

        return new WebPage { Url = url, Label = problems.Text(page.Label, $"{field}.label") };
    }

    /// <summary>Addresses without a scheme are kept as people write them; a scheme that runs code in a browser is not.</summary>
    private static bool IsDangerous(string url) =>
        url.Any(char.IsControl) || new[] { "javascript:", "data:", "vbscript:" }.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
}
