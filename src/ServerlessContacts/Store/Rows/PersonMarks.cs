using ServerlessContacts.Contacts;

namespace ServerlessContacts.Store.Rows;

/// <summary>
/// By what a person is known where no id names them: every e-mail address, number and name that their contacts have, or had as far as the
/// log reaches.
/// </summary>
public sealed record PersonMarks
{
    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<string> Numbers { get; init; } = [];

    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The names of their pictures.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>The ids of the imports that brought them in.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>The files from which these read them, container first: they hold the person, whatever they are written in.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What the names of files begin with that are a member's own, in whichever container.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    public static PersonMarks Of(ContactRecord record)
    {
        var (contact, name) = (record.Contact, record.Contact.Name);
        return new PersonMarks
        {
            Emails = [.. contact.Emails.Select(email => email.Address)],
            Numbers = [.. contact.Phones.SelectMany(phone => new[] { phone.Number, phone.Raw }).OfType<string>()],
            Names = [.. new[] { name.Full, $"{name.Given} {name.Family}", $"{name.PhoneticGiven} {name.PhoneticFamily}" }.Select(text => (text ?? "").Trim()).Where(text => text.Length > 0)],
            Photos = contact.Photo is { } photo ? [photo] : [],
            Imports = [.. record.Origins.Select(origin => ImportOf(origin.Source)).OfType<string>()],
        };
    }

    public PersonMarks And(PersonMarks other) => new()
    {
        Emails = Union(Emails, other.Emails),
        Numbers = Union(Numbers, other.Numbers),
        Names = Union(Names, other.Names),
        Photos = Union(Photos, other.Photos),
        Imports = Union(Imports, other.Imports),
        Sources = Union(Sources, other.Sources),
        Folders = Union(Folders, other.Folders),
    };

    /// <summary>From <c>import:ID</c> or <c>import:ID#ROW</c> to the id.</summary>
    public static string? ImportOf(string source) =>
        source.StartsWith("import:", StringComparison.Ordinal) ? source["import:".Length..].Split('#')[0] : null;

    private static string[] Union(IReadOnlyList<string> one, IReadOnlyList<string> other) => [.. one.Union(other, StringComparer.Ordinal)];
}
