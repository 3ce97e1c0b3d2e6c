namespace ServerlessContacts.Import.Layouts;

/// <summary>Columns in any order, each known by its header; what no word is known for is kept as a custom field.</summary>
internal static class NamedHeaders
{
    public const string Id = "named";

    /// <summary>What makes a table one of contacts: without any of these a row could not be told from another.</summary>
    private static readonly Target[] Telling = [Target.FullName, Target.GivenName, Target.FamilyName, Target.Email, Target.Phone, Target.Company];

    public static Layout? Recognise(IReadOnlyList<string> header)
    {
        Column[] columns = [.. header.Select(HeaderDictionary.Read)];
        if (!Array.Exists(columns, column => Telling.Contains(column.Target)))
        {
            return null;
        }

        var known = columns.Count(column => column.Target != Target.Custom);
        return new Layout(Id, columns, known == columns.Length ? 1 : 0.5 + (0.5 * known / columns.Length));
    }
}
