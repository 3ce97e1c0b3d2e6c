using System.Collections.ObjectModel;

namespace ServerlessContacts.Contacts;

internal static class CustomRules
{
    public static IReadOnlyDictionary<string, string> Clean(IReadOnlyDictionary<string, string>? custom, Problems problems)
    {
        if (custom is null or { Count: 0 } || problems.IsTooLong(custom.Count, "custom"))
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var clean = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in custom)
        {
            var name = problems.Demand(key, "custom");
            if (problems.Text(value, $"custom.{name}", ContactLimits.NotesLength) is { } text)
            {
                clean[name] = text;
            }
        }

        return clean;
    }
}
