using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Makes the contact of a row's texts.</summary>
internal sealed class RowAssembler(Layout layout, CellPlaces places, PhoneParser parser)
{
    private static readonly ColumnField[] BirthdayParts = [ColumnField.BirthYear, ColumnField.BirthMonth, ColumnField.BirthDay];

    private readonly AddressAssembler addresses = new(layout, places);
    private readonly Dictionary<ColumnField, string> headers = layout.Columns.Reverse().DistinctBy(column => column.Field).ToDictionary(column => column.Field, column => column.Header);

    public RowDraft Assemble(string?[] texts, ExtraCells extra, RowProblem? problem, Dictionary<string, string>? origins)
    {
        var row = new Row(texts, origins) { Problem = problem, Extra = extra };
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
            Phones = Phones(ref row),
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

    private static ContactName Name(ref Row row)
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

    private static ContactName FiledAs(ContactName name, string filed, ref Row row)
    {
        if ((name.Full ?? name.Given ?? name.Family) is null)
        {
            return name with { Full = filed };
        }

        row.Extra.AddNumbered("File As", filed, "File As");
        return name;
    }

    private static Organization? Organization(Row row)
    {
        var work = (Name: row.Text(ColumnField.Company), Department: row.Text(ColumnField.Department), Title: row.Text(ColumnField.Title), Phonetic: row.Text(ColumnField.PhoneticCompany));
        return (work.Name ?? work.Department ?? work.Title ?? work.Phonetic) is null
            ? null
            : new Organization { Name = work.Name, Department = work.Department, Title = work.Title, PhoneticName = work.Phonetic };
    }

    private List<Email> Emails(ref Row row)
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

            var (label, isDefault) = Label(row, place, ColumnField.EmailLabel, ColumnField.EmailDefault);
            var values = Split(cell, ';');
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

    private List<Phone> Phones(ref Row row)
    {
        var phones = new List<Phone>(2);
        foreach (var place in places.Phones)
        {
            if (row.Text(place[ColumnField.Phone]) is { } cell)
            {
                AddPhones(ref row, place, cell, phones);
            }
        }

        return phones;
    }

    private void AddPhones(ref Row row, EntryPlace place, string cell, List<Phone> phones)
    {
        var (label, isDefault) = Label(row, place, ColumnField.PhoneLabel, ColumnField.PhoneDefault);
        var (extension, shortNumber) = (row.Text(place[ColumnField.PhoneExtension]), row.Text(place[ColumnField.PhoneShort]));
        var phone = new Phone { Label = label, Extension = extension, Short = shortNumber };
        var (first, values) = (phones.Count, Split(cell));
        for (var i = 0; i < values.Count; i++)
        {
            var numbers = Numbers(ref row, values[i], phone, place.Header);
            for (var j = 0; j < numbers.Count; j++)
            {
                row.Note("phones", phones.Count, place);
                row.Problem ??= CheckWhole(numbers[j], place.Header);
                phones.Add(phone with { Number = numbers[j], Default = isDefault && phones.Count == first });
            }
        }
    }

    /// <summary>In our own export a value is one number, whatever it looks like.</summary>
    private CutNumbers Numbers(ref Row row, string value, Phone phone, string header)
    {
        if (layout.Family == LayoutFamily.Own)
        {
            return CutNumbers.Whole(value);
        }

        var numbers = CutNumbers.Of(phone with { Number = value }, parser);
        if (numbers.Told is { } told)
        {
            (row.Warnings ??= []).Add(told.At(header));
        }

        if (numbers.Uncut is { } uncut)
        {
            (row.Uncut ??= []).Add(uncut);
        }

        return numbers;
    }

    private RowProblem? CheckWhole(string number, string header) =>
        layout.DemandsWholeNumbers && parser.Parse(number).Kind == PhoneParseKind.KeptAsWritten && !parser.IsInternational(number)
            ? RowProblems.NotInternational.At(header)
            : null;

    private IReadOnlyList<InstantMessenger> Ims(Row row)
    {
        List<InstantMessenger>? ims = null;
        foreach (var place in places.Ims)
        {
            if (row.Text(place[ColumnField.Im]) is { } address)
            {
                row.Note("ims", ims?.Count ?? 0, place);
                var label = Label(row, place, ColumnField.ImLabel, ColumnField.Ignored).Label;
                (ims ??= []).Add(new InstantMessenger { Address = address, Protocol = row.Text(place[ColumnField.ImProtocol]), Label = label });
            }
        }

        return ims ?? (IReadOnlyList<InstantMessenger>)[];
    }

    private IReadOnlyList<WebPage> Urls(Row row)
    {
        List<WebPage>? urls = null;
        foreach (var place in places.Urls)
        {
            if (row.Text(place[ColumnField.Url]) is not { } cell)
            {
                continue;
            }

            var label = Label(row, place, ColumnField.UrlLabel, ColumnField.Ignored).Label;
            var values = layout.Family == LayoutFamily.Plain ? CellText.Split(cell) : layout.Family == LayoutFamily.Own ? new Values(cell, null) : CellText.SplitTriple(cell);
            for (var i = 0; i < values.Count; i++)
            {
                row.Note("urls", urls?.Count ?? 0, place);
                (urls ??= []).Add(new WebPage { Url = values[i], Label = label });
            }
        }

        return urls ?? (IReadOnlyList<WebPage>)[];
    }

    private string? Birthday(ref Row row) => row.Text(ColumnField.Birthday) is not { } text ? BirthdayOfParts(ref row)
        : layout.Family != LayoutFamily.Own && DateText.IsEmpty(text) ? null
        : DateText.Read(text, layout.Dates) ?? text;

    /// <summary>Parts that are no date are kept under the names of their columns.</summary>
    private string? BirthdayOfParts(ref Row row)
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
    private void AddPairs(ref Row row)
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

    private RowAction Action(ref Row row)
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

    private (string? Label, bool IsDefault) Label(Row row, EntryPlace place, ColumnField labelPart, ColumnField defaultPart)
    {
        var label = row.Text(place[labelPart]);
        var isDefault = row.Text(place[defaultPart]) is not null;
        return label is null ? (place.Label, isDefault) : layout.Family == LayoutFamily.Own ? (label, isDefault) : CellLabels.ReadMarked(label, layout.Family);
    }

    private Values Split(string cell, char alsoSeparator = '|') => layout.Family == LayoutFamily.Own ? new Values(cell, null) : CellText.Split(cell, alsoSeparator);

    private static bool IsExchangeName(string address, string? kind) =>
        string.Equals(kind, "EX", StringComparison.OrdinalIgnoreCase) || address.StartsWith("/o=", StringComparison.OrdinalIgnoreCase);

    private void NoteSingle(Row row)
    {
        foreach (var (field, header) in headers)
        {
            row.Origins!.TryAdd(ColumnNames.Of(field), header);
        }
    }

    /// <summary>One row while it is put together.</summary>
    private ref struct Row(string?[] texts, Dictionary<string, string>? origins)
    {
        public ExtraCells Extra;
        public RowProblem? Problem;
        public List<RowProblem>? Warnings;
        public List<Phone>? Uncut;

        public readonly Dictionary<string, string>? Origins => origins;

        public readonly string? Text(ColumnField field) => texts[(int)field];

        public readonly string? Text(int place) => place < 0 ? null : texts[place];

        public readonly void Note(string list, int index, EntryPlace place) =>
            origins?.TryAdd(string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]"), place.Header);
    }
}
