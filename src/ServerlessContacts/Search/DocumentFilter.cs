using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>The conditions of a query beside its words; those that are null hold for all.</summary>
internal sealed record DocumentFilter
{
    private readonly string? department;

    public ContactScope? Scope { get; init; }

    public string? Group { get; init; }

    /// <summary>Only shared contacts stand in the tree of folders.</summary>
    public IReadOnlySet<string>? Folders { get; init; }

    public IReadOnlySet<ContactId>? Only { get; init; }

    public string? Label { get; init; }

    public string? Department
    {
        get => department;
        init => department = value is null ? null : TextFold.Fold(value);
    }

    public static DocumentFilter Of(SearchQuery query) => new() { Scope = query.Scope, Group = query.Group, Folders = query.Folders };

    public static DocumentFilter Of(ListQuery query) => new()
    {
        Scope = query.Scope,
        Group = query.Group,
        Folders = query.Folders,
        Only = query.Only,
        Label = query.Label,
        Department = query.Department,
    };

    public bool Admits(SearchDocument document) =>
        (Scope is null || document.Section.Scope == Scope)
        && (Group is null || document.Contact.Groups.Contains(Group, StringComparer.Ordinal))
        && (Folders is null || (document.Section.Scope == ContactScope.Shared && Folders.Contains(document.Contact.Folder ?? "")))
        && (Only is null || Only.Contains(document.Id))
        && (Label is null || document.Contact.Labels.Contains(Label, StringComparer.Ordinal))
        && (Department is null || IsInDepartment(document.Contact.Organization?.Department));

    private bool IsInDepartment(string? other) => other is not null && string.Equals(TextFold.Fold(other), Department, StringComparison.Ordinal);
}
