using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>
/// The last item that a section showed, by what orders it, so that the next page begins right after it whatever was added, changed or deleted
/// meanwhile. Its names are short, as many of them stand in one URL.
/// </summary>
internal sealed record SectionPosition(
    [property: JsonPropertyName("s")] ContactScope Scope,
    [property: JsonPropertyName("g")] string? Group,
    [property: JsonPropertyName("c")] MatchClass Class,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("i")] ContactId Id)
{
    [JsonIgnore]
    public SectionKey Section => new(Scope, Group);

    public static SectionPosition Of(SectionKey section, Candidate last) =>
        new(section.Scope, section.Group, last.Class, last.Document.Keys.Name, last.Document.Id);

    public bool IsBefore(Candidate candidate) =>
        Class != candidate.Class
            ? Class < candidate.Class
            : NameOrder.Compare(Name, Id, candidate.Document.Keys.Name, candidate.Document.Id) < 0;
}
