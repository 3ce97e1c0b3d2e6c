namespace ServerlessContacts.Search;

/// <summary>The filters of a query as the index is asked for them: of each, a contact has one of the tags.</summary>
internal static class Conditions
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(SearchQuery query) => Of(query.Group, query.Folders, null, null);

    public static IReadOnlyList<IReadOnlyList<string>> Of(ListQuery query) => Of(query.Group, query.Folders, query.Label, query.Department);

    private static List<IReadOnlyList<string>> Of(string? group, IReadOnlySet<string>? folders, string? label, string? department)
    {
        var conditions = new List<IReadOnlyList<string>>();
        Add(conditions, group, DocumentTags.Group);
        Add(conditions, label, DocumentTags.Label);
        Add(conditions, department, DocumentTags.Department);
        if (folders is not null)
        {
            conditions.Add([.. folders.Select(DocumentTags.Folder)]);
        }

        return conditions;
    }

    private static void Add(List<IReadOnlyList<string>> conditions, string? value, Func<string, string> tag)
    {
        if (value is not null)
        {
            conditions.Add([tag(value)]);
        }
    }
}
