namespace ServerlessContacts.Search;

/// <summary>Which section a contact belongs to. Personal contacts first, then groups by id, the other shared contacts, members.</summary>
internal readonly record struct SectionKey(ContactScope Scope, string? Group) : IComparable<SectionKey>
{
    /// <summary>The section of a contact; where a group was asked for, the contact belongs to it.</summary>
    public static SectionKey Of(SearchDocument document, string? asked) =>
        asked is null || document.Section.Scope != ContactScope.Shared ? document.Section : new SectionKey(ContactScope.Shared, asked);

    public int CompareTo(SectionKey other) =>
        Rank != other.Rank ? Rank.CompareTo(other.Rank) : string.CompareOrdinal(Group, other.Group);

    private int Rank => (Scope, Group) switch
    {
        (ContactScope.Personal, _) => 0,
        (ContactScope.Shared, not null) => 1,
        (ContactScope.Shared, null) => 2,
        _ => 3,
    };
}
