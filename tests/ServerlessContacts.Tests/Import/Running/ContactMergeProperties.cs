using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Tests.Import.Running;

public sealed class ContactMergeProperties
{
    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    /// <summary>So no import has to be stopped for the values that it would blank.</summary>
    [Fact]
    public void A_row_never_empties_a_field()
    {
        var pairs = Contacts().Zip(Contacts()).ToArbitrary();
        Prop.ForAll(pairs, pair =>
        {
            var (known, row) = (Rules.Check(pair.Item1).Contact, Rules.Check(pair.Item2).Contact);
            var merged = Rules.Check(ContactMerge.Apply(known, row, pair.Item2.Name.Full));
            return merged.IsValid && !ContactFields.NamesOf(known).Except(ContactFields.NamesOf(merged.Contact), StringComparer.Ordinal).Any();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static Gen<Contact> Contacts() =>
        from given in Gen.Elements(null, "Ada", "A.", "太郎")
        from family in Gen.Elements("Winter", "W.", "田中")
        from email in Gen.Elements(null, "ada@example.com", "ADA@example.com", "a.winter@example.com")
        from phone in Gen.Elements(null, "03-1234-5678", "+81 3 1234 5678")
        from work in Gen.Elements(null, new Organization { Name = "Acme" }, new Organization { Title = "Chief" })
        from texts in Gen.Elements<string?>(null, "one", "two").ArrayOf(3)
        from birthday in Gen.Elements(null, "1999-12-31", "--12-31")
        select new Contact
        {
            Name = new ContactName { Full = texts[0] is null ? $"{given} {family}" : null, Given = given, Family = family },
            Emails = email is null ? [] : [new Email { Address = email, Label = texts[1] }],
            Phones = phone is null ? [] : [new Phone { Number = phone, Raw = phone, Label = texts[2] }],
            Organization = work,
            Nickname = texts[0],
            Role = texts[1],
            Notes = texts[2],
            Folder = texts[1],
            Birthday = birthday,
            Custom = texts[0] is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["badge"] = "17" },
        };
}
