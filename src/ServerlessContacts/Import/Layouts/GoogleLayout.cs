using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Google's CSV, told from other tables by headers that only Google has.</summary>
internal static class GoogleLayout
{
    /// <summary>Columns of people's own may have been added, but most are Google's.</summary>
    private const double LeastKnown = 0.6;

    /// <summary>No other producer has these; the numbered groups with <c>Value</c> tell as well.</summary>
    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "Group Membership", "Additional Name", "Given Name Yomi", "Phonetic First Name", "Phonetic Last Name", "Organization Title", "Organization Department",
    };

    public static Layout? Recognise(IReadOnlyList<string> header) =>
        header.Any(IsTelling) && Read(header) is { Confidence: >= LeastKnown } layout ? layout : null;

    public static Layout? Read(IReadOnlyList<string> header)
    {
        var found = header.Select(GoogleColumns.Find).ToList();
        var known = found.Count(column => column is not null);
        var isOld = header.Any(name => name.Trim().Equals("Given Name", StringComparison.OrdinalIgnoreCase) || name.TrimEnd().EndsWith(" - Type", StringComparison.OrdinalIgnoreCase));
        return known == 0
            ? null
            : new Layout(isOld ? GoogleColumns.OldId : GoogleColumns.Id, LayoutFamily.Google, [.. found.Select((column, index) => column ?? Added(header[index], index))],
                Layout.Share(known, header.Count));
    }

    private static LayoutColumn Added(string header, int index) => HeaderDictionary.Read(header, index);

    private static bool IsTelling(string header)
    {
        var name = header.Trim();
        return Telling.Contains(name) || (name.EndsWith(" - Value", StringComparison.OrdinalIgnoreCase) && GoogleColumns.Find(name) is not null);
    }
}
