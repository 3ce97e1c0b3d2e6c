namespace ServerlessContacts.Search;

/// <summary>Which section a contact belongs to. Personal contacts first, then groups by id, the other shared contacts, members.</summary>
internal readonly record struct SectionKey(ContactScope Scope, string? Group) : IComparable<SectionKey>
{
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
