using System.Text;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Contacts.Ldif;

/// <summary>
/// The properties of a card that say what an entry's attributes say. Of two that say the same single thing the first holds.
/// </summary>
internal sealed class LdifProperties
{
    private readonly Dictionary<string, LdifAttribute> singles = new(StringComparer.Ordinal);
    private readonly List<ContentLine> lines = [];

    public static IReadOnlyList<ContentLine> Of(IReadOnlyList<LdifAttribute> attributes)
    {
        var card = new LdifProperties();
        foreach (var attribute in attributes.Where(attribute => attribute.Text.Length > 0 && !LdifNames.IsPassedOver(attribute.Key)))
        {
            card.Add(attribute);
        }

        card.AddJoined();
        return card.lines;
    }

    private void Add(LdifAttribute attribute)
    {
        if (LdifNames.Find(attribute.Key) is var (name, types))
        {
            AddPlain(attribute, name, types);
        }
        else if (!Joined.Contains(attribute.Key) || !singles.TryAdd(attribute.Key, attribute))
        {
            Add(attribute.Line, OwnNames.Field, [], $"{VCardText.Escape(attribute.Name)};{VCardText.Escape(attribute.Text)}");
        }
    }

    private void AddPlain(LdifAttribute attribute, string name, string[] types)
    {
        if (attribute.IsBytes)
        {
            Add(attribute.Line, name, [("ENCODING", "B")], attribute.Text);
            return;
        }

        // Behind the address of a page stands what the page is.
        var text = attribute.Key == "labeleduri" ? attribute.Text.Split(' ')[0] : attribute.Text;
        Add(attribute.Line, name, types.Select(type => ("TYPE", type)), VCardText.Escape(text));
    }

    private static readonly string[][] Names = [["sn", "surname"], ["givenname", "gn"], ["middlename"], ["personaltitle"],
        ["generationqualifier"]];

    private static readonly string[][] Work = [["o", "organizationname", "company"], ["ou", "department", "departmentnumber", "orgunit"]];

    private static readonly (string Type, string[][] Parts)[] Addresses =
    [
        ("WORK", [["postofficebox"], ["mozillaworkstreet2"], ["street", "streetaddress"], ["l", "locality"], ["st", "region"],
            ["postalcode", "zip"], ["c", "co", "countryname"]]),
        ("HOME", [[], ["mozillahomestreet2"], ["mozillahomestreet"], ["mozillahomelocalityname"], ["mozillahomestate"],
            ["mozillahomepostalcode"], ["mozillahomecountryname"]]),
    ];

    private static readonly (string Type, string Key)[] Letters = [("WORK", "postaladdress"), ("HOME", "homepostaladdress")];

    private static readonly string[] Birthday = ["birthyear", "birthmonth", "birthday"];

    private static readonly HashSet<string> Joined =
    [
        "displayname", "cn", "commonname", .. Names.SelectMany(part => part), .. Work.SelectMany(part => part),
            .. Addresses.SelectMany(address => address.Parts).SelectMany(part => part),
        .. Letters.Select(letter => letter.Key), .. Birthday,
    ];

    /// <summary>What several attributes say together.</summary>
    private void AddJoined()
    {
        if (First(["displayname", "cn", "commonname"]) is { } full)
        {
            Add(full.Line, "FN", [], VCardText.Escape(full.Text));
        }

        AddParts("N", [], Names);
        AddParts("ORG", [], Work);
        foreach (var (type, parts) in Addresses)
        {
            AddParts("ADR", [("TYPE", type)], parts);
        }

        foreach (var (type, key) in Letters)
        {
            AddLetter(type, key);
        }

        AddBirthday();
    }

    private void AddParts(string name, (string, string)[] parameters, string[][] parts)
    {
        var found = parts.Select(First).ToList();
        if (found.Find(part => part is not null) is { } first)
        {
            Add(first.Line, name, parameters, string.Join(';', found.Select(part => VCardText.Escape(part?.Text ?? ""))));
        }
    }

    /// <summary>The lines of an address that is one text are separated by dollar signs (RFC 4517 §3.3.28).</summary>
    private void AddLetter(string type, string key)
    {
        if (First([key]) is { } letter)
        {
            Add(letter.Line, "LABEL", [("TYPE", type)],
                VCardText.Escape(string.Join('\n', letter.Text.Split('$', StringSplitOptions.TrimEntries))));
        }
    }

    private void AddBirthday()
    {
        var (year, month, day) = (First(["birthyear"]), First(["birthmonth"]), First(["birthday"]));
        if (month is not null && day is not null)
        {
            Add(day.Line, "BDAY", [], $"{year?.Text.PadLeft(4, '0') ?? "-"}-{month.Text.PadLeft(2, '0')}-{day.Text.PadLeft(2, '0')}");
        }
        else if ((day ?? month ?? year) is { } alone)
        {
            Add(alone.Line, alone == day ? "BDAY" : OwnNames.Field, [], alone == day ? alone.Text
                : $"{alone.Name};{VCardText.Escape(alone.Text)}");
        }
    }

    private LdifAttribute? First(string[] keys) => keys.Select(key => singles.GetValueOrDefault(key))
        .FirstOrDefault(attribute => attribute is not null);

    private void Add(int line, string name, IEnumerable<(string Name, string Value)> parameters, string value)
    {
        var all = new VCardParameters();
        foreach (var (parameter, said) in parameters)
        {
            all.Add(parameter, said);
        }

        lines.Add(new ContentLine(line, null, name, all, Encoding.UTF8.GetBytes(value)));
    }
}
