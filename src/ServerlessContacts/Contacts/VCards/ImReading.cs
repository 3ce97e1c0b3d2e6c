using System.Text.RegularExpressions;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>Reads instant messengers: <c>IMPP</c>, and the properties that each had before there was one. Producers write both for the same address.</summary>
internal static partial class ImReading
{
    public static IEnumerable<(string Name, Func<CardDraft, Property, bool> Read)> Readers { get; } =
        [("IMPP", Impp), .. ImServices.Properties.Select(name => (name, (Func<CardDraft, Property, bool>)Named))];

    private static bool Impp(CardDraft draft, Property property)
    {
        var text = property.Text.Trim();
        var link = Link().Match(text);
        var address = link.Success ? Uri.UnescapeDataString(text[link.Length..]) : text;
        var protocol = property.Parameters.First(OwnNames.Protocol)
            ?? (property.Parameters.First("X-SERVICE-TYPE") is { Length: > 0 } type ? ImServices.OfServiceType(type) : link.Success ? ImServices.OfScheme(link.Groups["scheme"].Value) : null);
        Add(draft, property, address, protocol);
        return true;
    }

    private static bool Named(CardDraft draft, Property property)
    {
        Add(draft, property, property.Text.Trim(), ImServices.OfProperty(property.Name));
        return true;
    }

    private static void Add(CardDraft draft, Property property, string address, string? protocol)
    {
        var label = property.LabelOrType;
        if (address.Length > 0 && draft.Seen.Add(("ims", $"{address.ToUpperInvariant()}\n{protocol?.ToUpperInvariant() ?? "\n"}\n{label ?? "\n"}")))
        {
            draft.Place("ims", draft.Ims.Count, property);
            draft.Ims.Add(new InstantMessenger { Address = address, Protocol = protocol, Label = label });
        }
    }

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?!//)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
