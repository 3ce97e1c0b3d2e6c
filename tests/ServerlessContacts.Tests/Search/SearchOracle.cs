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
    private static readonly Dictionary<string, string> RomajiOfNames = new(StringComparer.Ordinal)
    {
        ["ada"] = "ADA",
        ["maria"] = "MARIA",
        ["ma"] = "MA",
        ["o'hara"] = "OHARA",
        ["minato"] = "MINATO",
        ["たなか"] = "TANAKA",
        ["まるたん"] = "MARUTAN",
        ["たろう"] = "TARO",
    };

    private static readonly Dictionary<string, string> RomajiOfQueries = new(StringComparer.Ordinal)
    {
        ["ada"] = "ADA",
        ["mar"] = "MAR",
        ["m"] = "M",
        ["o'h"] = "OH",
        ["vente"] = "BENTE",
        ["たな"] = " TANA",
        ["たろ"] = " TARO",
        ["まる"] = " MARU",
    };

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
        ? HasNumber(contact, query)
        : Words(query).All(word => IsNumber(word) ? HasNumber(contact, word) : Forms(word).Any(form => HasText(contact, form)));

    private static bool HasNumber(Contact contact, string query) =>
        HasDigits(contact, query) || HasText(contact, string.Join(' ', Words(query))) || HasText(contact, (Words(query)[0][0] == '+' ? "+" : "") + Digits(query));

    private static bool HasText(Contact contact, string text) => Texts(contact).Any(line => line.Contains(text, StringComparison.Ordinal));

    private static int Class(Contact contact, string query)
    {
        var words = IsNumber(query) ? [string.Join(' ', Words(query))] : Words(query);
        var names = Names(contact).ToList();
        if (words.Length == 0)
        {
            return 2;
        }

        return Orders(Words(query)).Any(order => Forms(order).Any(form => names.Exists(name => NoBlanks(name) == form))) ? 0
            : Array.TrueForAll(words, word => Forms(word).Any(form => names.Exists(name => Begins(name, form)))) ? 1 : 2;
    }

    /// <summary>What a word is looked for as: itself, its digits, its romaji; the romaji of kana stands after a blank.</summary>
    private static IEnumerable<string> Forms(string word) =>
        new[] { word, RomajiOfQueries.GetValueOrDefault(word), IsNumber(word) ? Digits(word) : null }.OfType<string>();

    /// <summary>The readings, or else the names in Latin letters as far as they can be Japanese.</summary>
    private static IEnumerable<string> Romaji(Contact contact)
    {
        var name = contact.Name;
        if (name.PhoneticFamily is not null)
        {
            var (family, given) = (RomajiOfNames[Fold(name.PhoneticFamily)], RomajiOfNames[Fold(name.PhoneticGiven!)]);
            return [family, given, family + given];
        }

        return new[] { name.Full, name.Given, name.Family, contact.Nickname, name.Full is null ? contact.Organization?.Name : null }
            .OfType<string>().Select(text => Words(text).Select(word => RomajiOfNames.GetValueOrDefault(word)).ToList())
            .Where(words => words.Exists(word => word is not null))
            .Select(words => string.Concat(words.Select(word => "  " + (word ?? "-")))[1..]);
    }

    private static IEnumerable<string> Orders(string[] words) =>
        [string.Concat(words), string.Concat([.. words.Skip(1), words[0]]), string.Concat([words[^1], .. words.SkipLast(1)])];

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
        return parts.OfType<string>().Select(Fold).SelectMany(part => part.Any(c => c > '\u3000') ? [NoBlanks(part), .. Words(part)] : new[] { part }).Concat(Romaji(contact));
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
