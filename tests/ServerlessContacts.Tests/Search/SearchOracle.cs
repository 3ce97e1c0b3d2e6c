using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

/// <summary>
/// What a search must answer, said in the plainest way and without any of its code: for contacts of the small vocabulary that the random
/// tests draw from (Latin letters, kana, French numbers).
/// </summary>
internal static class SearchOracle
{
    /// <summary>One line for each section: who, how many, and the ids in order.</summary>
    public static IReadOnlyList<string> Answer(IEnumerable<(string Id, Contact Contact)> inSight, string query, string? asked = null) =>
    [
        .. inSight.Where(hit => (asked is null || hit.Contact.Groups.Contains(asked)) && Matches(hit.Contact, query))
            .GroupBy(hit => SectionOf(hit.Id, hit.Contact, asked))
            .OrderBy(hits => hits.Key.Rank).ThenBy(hits => hits.Key.Group, StringComparer.Ordinal)
            .Select(hits => $"{hits.Key.Rank}{hits.Key.Group} {hits.Count()}: {string.Join(' ', Ordered(hits, query))}"),
    ];

    public static string Line(SearchSection section, IEnumerable<SearchItem> items) =>
        $"{Rank(section.Scope, section.Group)}{section.Group} {section.Total}: {string.Join(' ', items.Select(item => item.Contact.Id))}";

    private static IEnumerable<string> Ordered(IEnumerable<(string Id, Contact Contact)> hits, string query) => hits
        .OrderBy(hit => Class(hit.Contact, query))
        .ThenBy(hit => Fold(SortName(hit.Contact)), StringComparer.Ordinal)
        .ThenBy(hit => hit.Id, StringComparer.Ordinal)
        .Select(hit => hit.Id);

    private static (int Rank, string? Group) SectionOf(string id, Contact contact, string? asked)
    {
        var scope = id[0] switch { 'm' => ContactScope.Personal, 's' => ContactScope.Shared, _ => ContactScope.Member };
        var group = scope == ContactScope.Shared ? asked ?? contact.Groups.Order(StringComparer.Ordinal).FirstOrDefault() : null;
        return (Rank(scope, group), group);
    }

    private static int Rank(ContactScope scope, string? group) =>
        scope == ContactScope.Personal ? 1 : scope == ContactScope.Member ? 4 : group is null ? 3 : 2;

    private static bool Matches(Contact contact, string query) => IsNumber(query)
        ? HasDigits(contact, query) || Texts(contact).Any(text => text.Contains(Fold(query).Trim(), StringComparison.Ordinal))
        : Words(query).All(word => Texts(contact).Any(text => text.Contains(word, StringComparison.Ordinal)) || (IsNumber(word) && HasDigits(contact, word)));

    private static int Class(Contact contact, string query)
    {
        var words = IsNumber(query) ? [Fold(query).Trim()] : Words(query);
        var names = Names(contact).ToList();
        if (words.Length == 0)
        {
            return 2;
        }

        return names.Exists(name => NoBlanks(name) == NoBlanks(Fold(query))) ? 0
            : Array.TrueForAll(words, word => names.Exists(name => Begins(name, word))) ? 1 : 2;
    }

    private static bool Begins(string name, string word) =>
        Enumerable.Range(0, name.Length).Any(at => string.CompareOrdinal(name, at, word, 0, word.Length) == 0 && (at == 0 || name[at - 1] is ' ' or '-' or '\''));

    /// <summary>French numbers, stored in E.164: what follows +33, with the ways to say France before it, or the short number of a desk.</summary>
    private static bool HasDigits(Contact contact, string query)
    {
        var digits = Digits(query);
        var plus = Fold(query).Trim()[0] == '+';
        return contact.Phones.Any(phone =>
        {
            var national = phone.Number.StartsWith("+33", StringComparison.Ordinal) ? phone.Number[3..] : null;
            if (national is null)
            {
                return !plus && (phone.Number.Contains(digits, StringComparison.Ordinal) || Digits(phone.Raw).Contains(digits, StringComparison.Ordinal));
            }

            string[] fromTheStart = plus ? ["33" + national, "330" + national] : ["0033" + national, "00330" + national];
            return Array.Exists(fromTheStart, whole => whole.StartsWith(digits, StringComparison.Ordinal) && (plus || digits.Length > 2))
                || (!plus && (("33" + national).Contains(digits, StringComparison.Ordinal) || ("0" + national).Contains(digits, StringComparison.Ordinal)
                    || Digits(phone.Raw).Contains(digits, StringComparison.Ordinal)));
        });
    }

    private static IEnumerable<string> Names(Contact contact)
    {
        var name = contact.Name;
        string?[] parts =
        [
            name.Full, name.Given, name.Family, name.PhoneticGiven, name.PhoneticFamily, contact.Nickname,
            Both(name.Given, name.Family), Both(name.Family, name.Given), Both(name.PhoneticFamily, name.PhoneticGiven),
            name.Full is null ? contact.Organization?.Name : null,
        ];
        return parts.OfType<string>().Select(Fold).SelectMany(part => part.Any(c => c > '\u3000') ? [part, NoBlanks(part)] : new[] { part });
    }

    private static string? Both(string? first, string? second) => first is null || second is null ? null : $"{first} {second}";

    private static IEnumerable<string> Texts(Contact contact) => Names(contact)
        .Concat(new[] { contact.Organization?.Name, contact.Organization?.Department, contact.Notes }.OfType<string>().Select(Fold))
        .Concat(contact.Emails.Select(email => Fold(email.Address)));

    private static string SortName(Contact contact) =>
        contact.Caption.Any(c => c > '\u3000') && contact.Name.PhoneticFamily is { } family ? $"{family} {contact.Name.PhoneticGiven}".Trim() : contact.Caption;

    private static bool IsNumber(string text) =>
        text.Any(char.IsAsciiDigit) && text.Trim().TrimStart('+').All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')' or '.');

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string[] Words(string query) => Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string NoBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            var isAccent = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && c < '\u3000';
            folded.Append(isAccent ? "" : c == 'ß' ? "ss" : c is >= 'ァ' and <= 'ン' ? ((char)(c - 96)).ToString() : c.ToString());
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
