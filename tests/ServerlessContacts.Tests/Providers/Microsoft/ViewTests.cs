using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>What an item says, field by field, with exact answers.</summary>
public sealed class ViewTests
{
    [Fact]
    public void Every_property_that_has_a_word_here_is_shown()
    {
        var view = View("""
            {"id":"1","displayName":"Dr Anna Maria Berg","givenName":"Anna","middleName":"Maria","surname":"Berg","title":"Dr","generation":"II",
             "yomiGivenName":"アンナ","yomiSurname":"ベルグ","yomiCompanyName":"コントソ","nickName":"Anni","companyName":"Contoso","department":"Sales",
             "jobTitle":"Head","profession":"Buyer for the north","emailAddresses":[{"name":"Anna","address":"anna@contoso.example"},{"address":"a@b.example"}],
             "mobilePhone":"06 12 34 56 78","businessPhones":["+1 858 555 0110","+1 858 555 0111"],"homePhones":["01 23"],
             "businessAddress":{"street":"1 Rue A\n2e étage","city":"Paris","state":"IdF","postalCode":"75001","countryOrRegion":"France"},
             "homeAddress":{"city":"Lyon"},"otherAddress":{"city":"Nice"},"imAddresses":["anna.im"],"businessHomePage":"https://contoso.example",
             "birthday":"1980-04-09T11:59:00Z","categories":["VIP","Blue"],"personalNotes":"not carried","spouseName":"Olaf"}
            """);

        Contact expected = new()
        {
            Name = new ContactName
            {
                Full = "Dr Anna Maria Berg",
                Given = "Anna",
                Middle = "Maria",
                Family = "Berg",
                Prefix = "Dr",
                Suffix = "II",
                PhoneticGiven = "アンナ",
                PhoneticFamily = "ベルグ",
            },
            Nickname = "Anni",
            Organization = new Organization { Name = "Contoso", Department = "Sales", Title = "Head", PhoneticName = "コントソ" },
            Role = "Buyer for the north",
            Emails = [new Email { Address = "anna@contoso.example" }, new Email { Address = "a@b.example" }],
            Phones = [Phone("06 12 34 56 78", "mobile"), Phone("+1 858 555 0110", "work"), Phone("+1 858 555 0111", "work"), Phone("01 23", "home")],
            Addresses =
            [
                new PostalAddress { Label = "work", Street = "1 Rue A\n2e étage", City = "Paris", Region = "IdF", PostalCode = "75001", Country = "France" },
                new PostalAddress { Label = "home", City = "Lyon" },
                new PostalAddress { Label = "other", City = "Nice" },
            ],
            Ims = [new InstantMessenger { Address = "anna.im" }],
            Urls = [new WebPage { Url = "https://contoso.example", Label = "work" }],
            Birthday = "1980-04-09",
            Labels = ["Blue", "VIP"],
        };
        Same(expected, view);
    }

    [Fact]
    public void An_item_that_says_nothing_shows_nothing() =>
        Same(new Contact(), View("""{"id":"1","displayName":" ","emailAddresses":[{"name":"x"}],"businessPhones":[""],"homeAddress":{},"businessAddress":null,"birthday":null}"""));

    [Theory]
    [InlineData("1980-04-09T11:59:00Z", "1980-04-09")]
    [InlineData("1980-04-09T00:00:00Z", "1980-04-09")]
    [InlineData("1980-04-09T23:59:59.0000000Z", "1980-04-09")]
    [InlineData("1604-02-29T12:00:00Z", "--02-29")]
    [InlineData("nonsense", null)]
    public void Only_the_date_of_a_birthday_counts(string moment, string? birthday) => Assert.Equal(birthday, View($$"""{"id":"1","birthday":"{{moment}}"}""").Birthday);

    [Theory]
    [InlineData("1980-04-09", "1980-04-09")]
    [InlineData("--02-29", "--02-29")]
    [InlineData("around 1980", null)]
    public void A_birthday_that_is_a_date_can_be_held(string birthday, string? held) => Assert.Equal(held, Fit(new Contact { Birthday = birthday }).Birthday);

    /// <summary>Numbers as label:number, in the order that ours have and in the order in which they are held.</summary>
    [Theory]
    [InlineData("work:1 work:2 work:3", "work:1 work:2")]
    [InlineData("home:1 home:2 home:3", "home:1 home:2")]
    [InlineData("mobile:1 mobile:2", "mobile:1")]
    [InlineData("work:1 other:2 other:3", "work:1 work:2 home:3")]
    [InlineData("other:1 other:2 work:3 work:4", "work:3 work:4 home:1 home:2")]
    [InlineData("home:1 work:2 mobile:3", "mobile:3 work:2 home:1")]
    [InlineData("workMobile:1 iPhone:2 workFax:3 pager:4", "mobile:1")]
    [InlineData(":1 main:2 other:3 x:4 y:5 mobile:6", "mobile:6 work:1 work:2 home:3 home:4")]
    public void Numbers_take_their_place_in_order_and_what_has_none_is_left_out(string ours, string held)
    {
        var contact = new Contact { Phones = [.. ours.Split(' ').Select(text => text.Split(':')).Select(pair => Phone(pair[1], pair[0].Length == 0 ? null : pair[0]))] };
        Assert.Equal(held, string.Join(' ', Fit(contact).Phones.Select(phone => $"{phone.Label}:{phone.Raw}")));
    }

    [Theory]
    [InlineData("work:A work:B", "work:A")]
    [InlineData("home:A x:B", "home:A other:B")]
    [InlineData(":A :B", "other:A")]
    [InlineData("other:C home:B work:A", "work:A home:B other:C")]
    public void There_is_one_address_of_each_kind(string ours, string held)
    {
        var contact = new Contact { Addresses = [.. ours.Split(' ').Select(text => text.Split(':')).Select(pair => new PostalAddress { Label = pair[0], City = pair[1] })] };
        Assert.Equal(held, string.Join(' ', Fit(contact).Addresses.Select(address => $"{address.Label}:{address.City}")));
    }

    [Fact]
    public void What_a_street_cannot_hold_apart_becomes_lines_of_it()
    {
        var fitted = Fit(new Contact { Addresses = [new PostalAddress { Label = "work", Street = "1 Rue A", Extended = "Suite 4", PoBox = "BP 12", City = "Paris" }] });
        Assert.Equal([new PostalAddress { Label = "work", Street = "1 Rue A\nSuite 4\nBP 12", City = "Paris" }], fitted.Addresses);
        Assert.Equal("1 Rue A, Paris", Fit(new Contact { Addresses = [new PostalAddress { Formatted = "1 Rue A, Paris" }] }).Addresses[0].Street);
    }

    [Fact]
    public void Limits_are_kept_and_what_has_no_word_there_is_left_out()
    {
        var fitted = Fit(new Contact
        {
            Emails = [.. Enumerable.Range(1, 5).Select(number => new Email { Address = $"{number}@x.example", Label = "work", Default = number == 2 })],
            Urls = [new WebPage { Url = "a.example" }, new WebPage { Url = "b.example" }],
            Notes = "not carried",
            Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["Shoe"] = "42" },
            Labels = ["VIP", "Blue", "VIP"],
            Photo = "abc",
        });

        Same(new Contact
        {
            Emails = [.. Enumerable.Range(1, 3).Select(number => new Email { Address = $"{number}@x.example" })],
            Urls = [new WebPage { Url = "a.example", Label = "work" }],
            Labels = ["Blue", "VIP"],
        }, fitted);
    }

    [Fact]
    public void A_name_without_a_whole_form_gets_the_one_its_parts_make() =>
        Assert.Equal("Anna Berg", Fit(new Contact { Name = new ContactName { Given = "Anna", Family = "Berg" } }).Name.Full);

    private static Contact Fit(Contact contact) => Offline().Fit(contact);

    private static Contact View(string raw) => Offline().View(new ProviderItem { Id = "1", Raw = raw });

    private static Phone Phone(string number, string? label) => new() { Number = number, Raw = number, Label = label };

    /// <summary>The views ask nobody.</summary>
    private static IAccount Offline()
    {
        using var provider = new MicrosoftProvider(new MicrosoftSettings(), TimeProvider.System);
        return provider.Open((_, _) => throw new InvalidOperationException("A view asked for a token."));
    }

    private static void Same(Contact expected, Contact actual) => Assert.Empty(ContactFields.Changed(expected, actual));
}
