using System.Globalization;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>What a card says, gathered property by property. Of two that say the same single thing the first holds; the other becomes a custom field.</summary>
internal sealed class CardDraft
{
    private readonly Dictionary<string, VCardPlace> places = new(StringComparer.Ordinal);

    public bool IsVersion2 { get; set; }

    public ContactKind Kind { get; set; }

    public ContactName Name { get; set; } = ContactName.Empty;

    /// <summary>Whether the card insists that the full name is one, though it is the organisation's too.</summary>
    public bool IsNameMeant { get; set; }

    public Organization Work { get; set; } = new();

    /// <summary>The fields that are one text each and live in the contact itself.</summary>
    public Contact Rest { get; set; } = new();

    public List<(Email Email, int? Preference)> Emails { get; } = [];

    public List<(Phone Phone, int? Preference)> Phones { get; } = [];

    public List<(PostalAddress Address, string? Group)> Addresses { get; } = [];

    public List<InstantMessenger> Ims { get; } = [];

    public List<WebPage> Urls { get; } = [];

    public List<string> Labels { get; } = [];

    /// <summary>What is in a list already: an entry that a card says twice is one.</summary>
    public HashSet<(string List, string Entry)> Seen { get; } = [];

    public List<string> Groups { get; } = [];

    public CustomFields Custom { get; } = new();

    public VCardPhoto? Photo { get; set; }

    public VCardProblem? Problem { get; private set; }

    public IReadOnlyDictionary<string, VCardPlace> Places => places;

    public List<VCardProblem> Warnings { get; } = [];

    public void Fail(VCardProblem problem, Property property) => Problem ??= problem.At(property.Source.Line, property.Name);

    /// <summary>Tells of a value that costs itself and not the card.</summary>
    public void Warn(VCardProblem problem, Property property) => Warnings.Add(problem.At(property.Source.Line, property.Name));

    /// <summary>Sets a field that nothing has set yet; false where something has.</summary>
    public bool Set(string field, string? before, Property property, Action set)
    {
        if (before is not null)
        {
            return false;
        }

        places.TryAdd(field, new VCardPlace(property.Source.Line, property.Name));
        set();
        return true;
    }

    /// <summary>Where an entry that is about to be added comes from.</summary>
    public void Place(string list, int count, Property property) =>
        places.TryAdd(string.Create(CultureInfo.InvariantCulture, $"{list}[{count}]"), new VCardPlace(property.Source.Line, property.Name));

    public void Keep(Property property)
    {
        if (!Custom.TryAdd(property, places))
        {
            // What was told of it just now says that it was kept.
            if (Warnings is [.., var told] && told.Line == property.Source.Line && told.Property == property.Name)
            {
                Warnings.RemoveAt(Warnings.Count - 1);
            }

            Warn(VCardProblems.LeftOut, property);
        }
    }

    public Contact Contact() => Rest with
    {
        Kind = Kind,
        Name = Kind == ContactKind.Organization && !IsNameMeant && Name == new ContactName { Full = Work.Name } ? ContactName.Empty : Name,
        Organization = Work == new Organization() ? null : Work,
        Emails = WithDefault(Emails, static (email, isDefault) => email with { Default = isDefault }),
        Phones = WithDefault(Phones, static (phone, isDefault) => phone with { Default = isDefault }),
        Addresses = [.. Addresses.Select(entry => entry.Address)],
        Ims = Ims,
        Urls = Urls,
        Labels = Labels,
        Groups = Groups,
        Custom = Custom.Fields,
    };

    /// <summary>The first of those that are preferred most is the default, if any is preferred.</summary>
    private static List<T> WithDefault<T>(List<(T Entry, int? Preference)> entries, Func<T, bool, T> mark)
    {
        var least = entries.Min(entry => entry.Preference);
        var chosen = least is null ? -1 : entries.FindIndex(entry => entry.Preference == least);
        return [.. entries.Select((entry, at) => mark(entry.Entry, at == chosen))];
    }
}
