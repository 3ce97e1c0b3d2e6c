using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>
/// The last item that a section showed, by what orders it, so that the next page begins right after it whatever was added, changed or deleted
/// meanwhile.
/// </summary>
internal sealed record SectionPosition(ContactScope Scope, string? Group, MatchClass Class, string Name, ContactId Id)
{
    public SectionKey Section => new(Scope, Group);

    public static SectionPosition Of(SectionKey section, Candidate last) =>
        new(section.Scope, section.Group, last.Class, last.Document.Keys.Name, last.Document.Id);

    public bool IsBefore(Candidate candidate) =>
        Class != candidate.Class
            ? Class < candidate.Class
            : NameOrder.Compare(Name, Id, candidate.Document.Keys.Name, candidate.Document.Id) < 0;
}
