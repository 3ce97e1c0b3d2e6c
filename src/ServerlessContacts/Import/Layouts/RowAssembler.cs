using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Makes the contact of a row's texts.</summary>
internal sealed class RowAssembler(Layout layout, CellPlaces places, PhoneParser parser)
{
    private static readonly ColumnField[] BirthdayParts = [ColumnField.BirthYear, ColumnField.BirthMonth, ColumnField.BirthDay];

    private readonly AddressAssembler addresses = new(layout, places);
    private readonly PhoneAssembler phones = new(layout, places, parser);
    private readonly Dictionary<ColumnField, string> headers = layout.Columns.Reverse().DistinctBy(column => column.Field).ToDictionary(column => column.Field, column => column.Header);

    public RowDraft Assemble(string?[] texts, ExtraCells extra, RowProblem? problem, Dictionary<string, string>? origins)
    {
        var row = new AssembledRow(texts, origins) { Problem = problem, Extra = extra };
        if (origins is not null)
        {
            NoteSingle(row);
        }

        var action = Action(ref row);
        var contact = new Contact
        {
            Kind = row.Text(ColumnField.Kind) is { } kind && kind.Equals(nameof(ContactKind.Organization), StringComparison.OrdinalIgnoreCase) ? ContactKind.Organization : ContactKind.Person,
            Name = Name(ref row),
            Nickname = row.Text(ColumnField.Nickname),
            Organization = Organization(row),
            Role = row.Text(ColumnField.Role),
            Emails = Emails(ref row),
            Phones = phones.Assemble(ref row),
            Addresses = addresses.Assemble(texts, origins),
            Ims = Ims(row),
            Urls = Urls(row),
            Birthday = Birthday(ref row),
            Notes = row.Text(ColumnField.Notes),
            Labels = row.Text(ColumnField.Labels) is { } labels ? CellLabels.Read(labels, layout.Family) : [],
        };
        AddPairs(ref row);
        return new RowDraft(row.Extra.Custom is { } custom ? contact with { Custom = custom } : contact, action, row.Problem)
        {
            Warnings = row.Warnings ?? (IReadOnlyList<RowProblem>)[],
            Uncut = row.Uncut ?? (IReadOnlyList<Phone>)[],
        };
    }

    private static ContactName Name(ref AssembledRow row)
    {
        var name = new ContactName
        {
            Full = row.Text(ColumnField.FullName),
            Given = row.Text(ColumnField.GivenName),
            Family = row.Text(ColumnField.FamilyName),
            Middle = row.Text(ColumnField.MiddleName),
            Prefix = row.Text(ColumnField.Prefix),
            Suffix = row.Text(ColumnField.Suffix),
            PhoneticGiven = row.Text(ColumnField.PhoneticGivenName),
            PhoneticFamily = row.Text(ColumnField.PhoneticFamilyName),
        };
        return row.Text(ColumnField.FileAs) is { } filed ? FiledAs(name, filed, ref row) : name;
    }

    private static ContactName FiledAs(ContactName name, string filed, ref AssembledRow row)
    {
        if ((name.Full ?? name.Given ?? name.Family) is null)
        {
            return name with { Full = filed };
        }

        row.Extra.AddNumbered("File As", filed, "File As");
        return name;
    }

    private static Organization? Organization(AssembledRow row)
    {
        var work = (Name: row.Text(ColumnField.Company), Department: row.Text(ColumnField.Department), Title: row.Text(ColumnField.Title), Phonetic: row.Text(ColumnField.PhoneticCompany));
        return (work.Name ?? work.Department ?? work.Title ?? work.Phonetic) is null
            ? null
            : new Organization { Name = work.Name, Department = work.Department, Title = work.Title, PhoneticName = work.Phonetic };
    }

    private List<Email> Emails(ref AssembledRow row)
    {
        var emails = new List<Email>(2);
        foreach (var place in places.Emails)
        {
            if (row.Text(place[ColumnField.Email]) is not { } cell)
            {
                continue;
            }

            if (layout.Family == LayoutFamily.Outlook && IsExchangeName(cell, row.Text(place[ColumnField.EmailKind])))
            {
                // A name inside an Exchange server: nobody can write to it, and the rest of the row is as good as any.
                row.Extra.AddNumbered(place.Header, cell, place.Header);
                continue;
            }

            var (label, isDefault) = row.Label(place, ColumnField.EmailLabel, ColumnField.EmailDefault, layout.Family);
            var values = CellText.Split(cell, layout.Family, ';');
            for (var i = 0; i < values.Count; i++)
            {
                foreach (var address in layout.Family == LayoutFamily.Own ? [values[i]] : EmailList.Split(values[i]))
                {
                    row.Note("emails", emails.Count, place);
                    emails.Add(new Email { Address = address, Label = label, Default = isDefault && i == 0 });
                }
            }
        }

        return emails;
    }

    private IReadOnlyList<InstantMessenger> Ims(AssembledRow row)
    {
        List<InstantMessenger>? ims = null;
        foreach (var place in places.Ims)
        {
            if (row.Text(place[ColumnField.Im]) is { } address)
            {
                row.Note("ims", ims?.Count ?? 0, place);
                var label = row.Label(place, ColumnField.ImLabel, ColumnField.Ignored, layout.Family).Label;
                (ims ??= []).Add(new InstantMessenger { Address = address, Protocol = row.Text(place[ColumnField.ImProtocol]), Label = label });
            }
        }

        return ims ?? (IReadOnlyList<InstantMessenger>)[];
    }

    private IReadOnlyList<WebPage> Urls(AssembledRow row)
    {
        List<WebPage>? urls = null;
        foreach (var place in places.Urls)
        {
            if (row.Text(place[ColumnField.Url]) is not { } cell)
            {
                continue;
            }

            var label = row.Label(place, ColumnField.UrlLabel, ColumnField.Ignored, layout.Family).Label;
            var values = layout.Family == LayoutFamily.Plain ? CellText.Split(cell) : layout.Family == LayoutFamily.Own ? new Values(cell, null) : CellText.SplitTriple(cell);
            for (var i = 0; i < values.Count; i++)
            {
                row.Note("urls", urls?.Count ?? 0, place);
                (urls ??= []).Add(new WebPage { Url = values[i], Label = label });
            }
        }

        return urls ?? (IReadOnlyList<WebPage>)[];
    }

    private string? Birthday(ref AssembledRow row) => row.Text(ColumnField.Birthday) is not { } text ? BirthdayOfParts(ref row)
        : layout.Family != LayoutFamily.Own && DateText.IsEmpty(text) ? null
        : DateText.Read(text, layout.Dates) ?? text;

    /// <summary>Parts that are no date are kept under the names of their columns.</summary>
    private string? BirthdayOfParts(ref AssembledRow row)
    {
        var (year, month, day) = (row.Text(ColumnField.BirthYear), row.Text(ColumnField.BirthMonth), row.Text(ColumnField.BirthDay));
        if (month is not null && day is not null
            && DateText.Read($"{(year is null ? "-" : year)}-{month}-{day}", DateOrder.DayFirst) is { } date)
        {
            return date;
        }

        foreach (var part in BirthdayParts)
        {
            if (row.Text(part) is { } text)
            {
                row.Extra.AddNumbered(headers[part], text, headers[part]);
            }
        }

        return null;
    }

    /// <summary>What a producer says under a name of its own: relations, events and custom fields.</summary>
    private void AddPairs(ref AssembledRow row)
    {
        foreach (var place in places.Pairs)
        {
            if (row.Text(place[ColumnField.CustomValue]) is { } value)
            {
                var name = row.Text(place[ColumnField.CustomName]) ?? place.Label ?? place.Header;
                row.Extra.AddNumbered(name.StartsWith(GoogleColumns.Mark, StringComparison.Ordinal) ? name[GoogleColumns.Mark.Length..] : name, value, place.Header);
            }
        }
    }

    private RowAction Action(ref AssembledRow row)
    {
        if (row.Text(ColumnField.Action) is not { } cell)
        {
            return RowAction.ByMode;
        }

        if (RowActions.Parse(cell) is { } known)
        {
            return known;
        }

        row.Problem ??= RowProblems.UnknownAction.At(headers[ColumnField.Action]);
        return RowAction.ByMode;
    }

    private static bool IsExchangeName(string address, string? kind) =>
        string.Equals(kind, "EX", StringComparison.OrdinalIgnoreCase) || address.StartsWith("/o=", StringComparison.OrdinalIgnoreCase);

    private void NoteSingle(AssembledRow row)
    {
        foreach (var (field, header) in headers)
        {
            row.Origins!.TryAdd(ColumnNames.Of(field), header);
        }
    }
}
