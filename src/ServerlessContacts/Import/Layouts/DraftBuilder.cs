using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Gathers the cells of one row. Of two columns that hold the same single value the first that says something wins; the other is kept as a custom field.</summary>
/// <param name="wholeNumbers">Checks that numbers are whole, where the layout demands it.</param>
/// <param name="origins">Takes note of the header that each field came from, where somebody asks.</param>
internal sealed class DraftBuilder(PhoneParser? wholeNumbers, Dictionary<string, string>? origins)
{
    private readonly List<Email> emails = [];
    private readonly List<Phone> phones = [];
    private readonly List<WebPage> urls = [];
    private ContactName name = ContactName.Empty;
    private Organization? organization;
    private Contact contact = new();
    private Dictionary<string, string>? custom;
    private RowAction action;
    private RowProblem? problem;

    /// <param name="column">Null for a cell beyond the header row.</param>
    public void Add(Column? column, int index, string cell)
    {
        if (column is null)
        {
            problem ??= RowProblems.TooManyCells;
        }
        else if (!(AddToName(column, cell) || AddToWork(column, cell) || AddToLists(column, cell) || AddOther(column, cell)))
        {
            AddCustom(column, index, cell);
        }
    }

    public RowDraft Draft()
    {
        var draft = contact with { Name = name, Organization = organization, Emails = emails, Phones = phones, Urls = urls };
        return new RowDraft(custom is null ? draft : draft with { Custom = custom }, action, problem);
    }

    private bool AddToName(Column column, string cell) => column.Target switch
    {
        Target.FullName => Set(name.Full, "name.full", column, name with { Full = cell }, ref name),
        Target.GivenName => Set(name.Given, "name.given", column, name with { Given = cell }, ref name),
        Target.FamilyName => Set(name.Family, "name.family", column, name with { Family = cell }, ref name),
        Target.MiddleName => Set(name.Middle, "name.middle", column, name with { Middle = cell }, ref name),
        Target.Prefix => Set(name.Prefix, "name.prefix", column, name with { Prefix = cell }, ref name),
        Target.Suffix => Set(name.Suffix, "name.suffix", column, name with { Suffix = cell }, ref name),
        Target.PhoneticGivenName => Set(name.PhoneticGiven, "name.phoneticGiven", column, name with { PhoneticGiven = cell }, ref name),
        Target.PhoneticFamilyName => Set(name.PhoneticFamily, "name.phoneticFamily", column, name with { PhoneticFamily = cell }, ref name),
        _ => false,
    };

    private bool AddToWork(Column column, string cell)
    {
        var work = organization ?? new Organization();
        return column.Target switch
        {
            Target.Company => Set(work.Name, "organization.name", column, work with { Name = cell }, ref organization),
            Target.Department => Set(work.Department, "organization.department", column, work with { Department = cell }, ref organization),
            Target.Title => Set(work.Title, "organization.title", column, work with { Title = cell }, ref organization),
            _ => false,
        };
    }

    private bool AddOther(Column column, string cell)
    {
        switch (column.Target)
        {
            case Target.Nickname:
                return Set(contact.Nickname, "nickname", column, contact with { Nickname = cell }, ref contact);
            case Target.Role:
                return Set(contact.Role, "role", column, contact with { Role = cell }, ref contact);
            case Target.Notes:
                return Set(contact.Notes, "notes", column, contact with { Notes = cell }, ref contact);
            case Target.Birthday:
                return Set(contact.Birthday, "birthday", column, contact with { Birthday = cell }, ref contact);
            case Target.Action:
                SetAction(column, cell);
                return true;
            default:
                return column.Target == Target.Ignored;
        }
    }

    private bool AddToLists(Column column, string cell)
    {
        switch (column.Target)
        {
            case Target.Email:
                ValueList.Split(cell, alsoSeparator: ';').ForEach(part => AddTo(emails, new Email { Address = part, Label = column.Label }, "emails", column));
                return true;
            case Target.Phone:
                ValueList.Split(cell).ForEach(part => AddPhone(part, column));
                return true;
            case Target.Url:
                ValueList.Split(cell).ForEach(part => AddTo(urls, new WebPage { Url = part, Label = column.Label }, "urls", column));
                return true;
            default:
                return false;
        }
    }

    private void AddPhone(string written, Column column)
    {
        if (wholeNumbers is { } parser && parser.Parse(written).Kind == PhoneParseKind.KeptAsWritten && !parser.IsInternational(written))
        {
            problem ??= RowProblems.NotInternational.At(column.Header);
        }

        AddTo(phones, new Phone { Number = written, Label = column.Label }, "phones", column);
    }

    private void AddTo<T>(List<T> list, T entry, string field, Column column)
    {
        origins?.TryAdd(string.Create(CultureInfo.InvariantCulture, $"{field}[{list.Count}]"), column.Header);
        list.Add(entry);
    }

    private bool Set<T>(string? before, string field, Column column, T after, ref T all)
    {
        if (before is not null)
        {
            return false;
        }

        all = after;
        origins?.TryAdd(field, column.Header);
        return true;
    }

    private void SetAction(Column column, string cell)
    {
        if (RowActions.Parse(cell) is { } known)
        {
            action = known;
        }
        else
        {
            problem ??= RowProblems.UnknownAction.At(column.Header);
        }
    }

    /// <summary>A column without header is named by its place; a second one of the same name by its place as well.</summary>
    private void AddCustom(Column column, int index, string cell)
    {
        custom ??= new Dictionary<string, string>(StringComparer.Ordinal);
        var place = string.Create(CultureInfo.InvariantCulture, $"{(column.Header.Length == 0 ? "column" : column.Header)} {index + 1}");
        var key = column.Header.Length > 0 && custom.TryAdd(column.Header, cell) ? column.Header : place;
        custom[key] = cell;
        origins?.TryAdd($"custom.{key}", column.Header);
    }
}
