using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class SearchPropertyTests
{
    private static readonly string[] Places = ["s0", "s1", "mada", "mBob=2F=C3=9F"];

    // On the pool, as a blocked test thread of xunit's would be missing where the others' continuations run.
    [Fact]
    public void Answers_equal_those_of_a_plain_oracle_after_any_edits_page_by_page() =>
        Prop.ForAll(Scenarios().ToArbitrary(), scenario => Task.Run(() => HoldsAsync(scenario)).GetAwaiter().GetResult())
            .Check(Properties.Cases(100));

    private static async Task<bool> HoldsAsync(Scenario scenario)
    {
        var book = new AddressBook();
        var expected = new Dictionary<ContactId, Contact>();
        foreach (var (step, at) in scenario.Steps.Select((step, at) => (step, at)))
        {
            await ApplyAsync(book, expected, step, at);
            if (at % 10 == 9)
            {
                await book.AskAsync("");
            }
        }

        foreach (var query in scenario.Queries)
        {
            Assert.Equal([query, .. SearchOracle.Answer(InSight(expected, AddressBook.Ada), query)], (IEnumerable<string>)[query, .. await PagedAsync(book, new SearchQuery { Text = query, Limit = scenario.Limit })]);
            Assert.Equal(SearchOracle.Answer(InSight(expected, AddressBook.Ada), query, "g1"), await PagedAsync(book, new SearchQuery { Text = query, Group = "g1", Limit = scenario.Limit }));
        }

        return true;
    }

    private static async Task ApplyAsync(AddressBook book, Dictionary<ContactId, Contact> expected, Step step, int at)
    {
        var known = expected.Keys.OrderBy(id => id.ToString(), StringComparer.Ordinal).ElementAtOrDefault(step.Target);
        if (known is null || step.Kind == 0)
        {
            Assert.True(ContactId.TryParse($"{Places[step.Target % Places.Length]}-{at}", out var id));
            expected[await book.AddAsync(id, step.Contact)] = step.Contact;
        }
        else if (step.Kind == 1)
        {
            await book.DeleteAsync(known);
            expected.Remove(known);
        }
        else if (ContactFields.Changed(expected[known], step.Contact).Count > 0)
        {
            await book.ChangeAsync(known, _ => step.Contact);
            expected[known] = step.Contact;
        }
    }

    /// <summary>All pages of an answer as the oracle writes one without pages.</summary>
    private static async Task<IReadOnlyList<string>> PagedAsync(AddressBook book, SearchQuery query)
    {
        var pages = new List<SearchAnswer> { await book.AskAsync(query) };
        while (pages[^1].Continuation is { } continuation)
        {
            pages.Add(await book.AskAsync(query with { Continuation = continuation }));
        }

        Assert.All(pages, page => Assert.Equal(pages[0].Sections.Sum(section => section.Total), page.Total));
        return [.. pages[0].Sections.Select(first => SearchOracle.Line(
            first, pages.SelectMany(page => page.Sections).Where(section => (section.Scope, section.Group) == (first.Scope, first.Group)).SelectMany(section => section.Items)))];
    }

    private static IEnumerable<(string Id, Contact Contact)> InSight(Dictionary<ContactId, Contact> all, MemberId caller) =>
        all.Where(contact => contact.Key.IsShared || contact.Key.Owner == caller).Select(contact => (contact.Key.ToString(), contact.Value));

    private static Gen<Scenario> Scenarios() =>
        from steps in Steps().ArrayOf(40)
        from queries in Queries().ArrayOf(12)
        from limit in Gen.Choose(1, 6)
        select new Scenario(steps, queries, limit);

    private static Gen<Step> Steps() =>
        from kind in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Constant(1)), (2, Gen.Constant(2)))
        from target in Gen.Choose(0, 30)
        from contact in Contacts()
        select new Step(kind, target, contact);

    private static Gen<Contact> Contacts() =>
        from given in Gen.Elements("Ada", "Élodie", "Jean-Luc", "Ada Maria", "太郎")
        from family in Gen.Elements("Martin", "Großmann", "O'Hara", "田中", "Ma")
        from shape in Gen.Choose(0, 3)
        from reading in Gen.Elements(null, "タナカ", "まるたん")
        from nickname in Gen.Elements(null, null, "Max", "martin")
        from organization in Gen.Elements(null, "3M", "Minato 12", "ADA Bank")
        from phones in Phones().ArrayOf(2)
        from notes in Gen.Elements(null, null, "06 12", "ada\nmartin", "Tél. 33")
        from email in Gen.Elements("ada@x.fr", "m.martin6@y.fr")
        from groups in Gen.Elements<string[]>([], [], ["g1"], ["g2", "g1"])
        select new Contact
        {
            Name = shape == 0 ? ContactName.Empty : new ContactName
            {
                Full = family == "田中" ? $"{family} {given}" : $"{given} {family}",
                Given = shape > 1 ? given : null,
                Family = shape > 1 ? family : null,
                PhoneticFamily = shape > 2 ? reading : null,
                PhoneticGiven = shape > 2 && reading is not null ? "タロウ" : null,
            },
            Nickname = nickname,
            Organization = organization is null ? null : new Organization { Name = organization, Department = "Vente" },
            Emails = [new Email { Address = email }],
            Phones = phones,
            Notes = notes,
            Groups = groups,
        };

    private static Gen<Phone> Phones() => Gen.Elements("06 12 34 56 78", "+33 6 12 34 00 33", "0033142330612", "01.42.68.53.00", "4012", "1234567")
        .Select(written => AddressBook.Phone(written, "FR"));

    private static Gen<string> Queries()
    {
        var word = Gen.Elements(
            "ada", "Martin", "mar", "ÉL", "gross", "ß", "o'h", "luc", "jean-l", "田", "田中太郎", "たな", "タロ", "まる", "3m", "vente", "@x", "max",
            "06 12", "0612", "+33 6", "+33 (0)6", "0033", "33", "4", "12 34", "4012", "003301", "00", "tél.", "x", "33 6", "m", "+330", "00336");
        return word.ArrayOf().Select(words => string.Join(' ', words.Take(3)));
    }

    private sealed record Scenario(Step[] Steps, string[] Queries, int Limit)
    {
        public override string ToString() => $"limit {Limit}, queries: {string.Join(" | ", Queries)}\n{string.Join('\n', Steps.Select(step => $"{step.Kind} {step.Target} {step.Contact}"))}";
    }

    private sealed record Step(int Kind, int Target, Contact Contact);
}
