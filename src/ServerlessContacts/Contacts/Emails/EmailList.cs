namespace ServerlessContacts.Contacts;

/// <summary>Addresses that stand in one value, separated by commas.</summary>
internal static class EmailList
{
    /// <summary>Each of them where all are addresses; else the value as it is, as a name before an address may hold a comma.</summary>
    public static IReadOnlyList<string> Split(string value)
    {
        if (!value.Contains(',', StringComparison.Ordinal))
        {
            return [value];
        }

        var parts = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && Array.TrueForAll(parts, part => EmailParser.Parse(part).IsParsed) ? parts : [value];
    }
}
