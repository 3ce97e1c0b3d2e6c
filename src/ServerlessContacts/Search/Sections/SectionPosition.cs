using System.Text;
using System.Text.Json.Serialization;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>
/// The last item that a section showed, by what orders it, so that the next page begins right after it whatever was added, changed or deleted
/// meanwhile. Its names are short, as many of them stand in one URL.
/// </summary>
internal sealed record SectionPosition(
    [property: JsonPropertyName("s")] ContactScope Scope,
    [property: JsonPropertyName("g")] string? Group,
    [property: JsonPropertyName("c")] HitClass Class,
    [property: JsonPropertyName("p")] int? Preferred,
    [property: JsonPropertyName("b")] int Boost,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("i")] string Id)
{
    [JsonIgnore]
    public SectionKey Section => new(Scope, Group);

    public static SectionPosition Of(SectionKey section, HitPosition last) => new(
        section.Scope,
        section.Group,
        last.Class,
        last.Preferred == Hit.NotPreferred ? null : last.Preferred,
        last.Boost,
        Encoding.UTF8.GetString(last.SortKey.Span),
        Encoding.UTF8.GetString(last.Key.Span));

    /// <summary>The same place in a section of the index.</summary>
    public HitPosition In(int section) => new(section, Class, Preferred ?? Hit.NotPreferred, Boost, Encoding.UTF8.GetBytes(Name), Encoding.UTF8.GetBytes(Id));
}
