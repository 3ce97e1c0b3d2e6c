using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Search;

public sealed class WordMatchingTests
{
    private static readonly Contact Tanaka = new()
    {
        Name = new ContactName { Full = "田中 太郎", Family = "田中", Given = "太郎", PhoneticFamily = "タナカ", PhoneticGiven = "タロウ" },
        Nickname = "Taro-chan",
        Organization = new Organization { Name = "株式会社ミナト", Department = "営業部", Title = "部長", PhoneticName = "ミナト" },
        Role = "Buyer for the north",
        Emails = [new Email { Address = "Taro.Tanaka@minato.example" }],
        Phones = [AddressBook.Phone("090-1234-5678"), AddressBook.Phone("1-800-FLOWERS", "US")],
        Addresses = [new PostalAddress { Street = "12 Rue de l’Église", City = "Besançon", PostalCode = "25000", Country = "France", Region = "Doubs", PoBox = "BP 7", Extended = "3ᵉ étage" }],
        Ims = [new InstantMessenger { Address = "taro_line", Protocol = "LINE" }],
        Urls = [new WebPage { Url = "https://minato.example/~taro" }],
        Notes = "Met at the fair\nin Köln 2024. Works with 3M.",
        Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["badge"] = "Z-9981" },
        Labels = ["Friends"],
    };

    [Theory]
    [InlineData("田中")]
    [InlineData("中")]
    [InlineData("太郎 田中")]
    [InlineData("田中太郎")]
    [InlineData("田中　太郎")]
    [InlineData("中太")]
    [InlineData("たなか")]
    [InlineData("ﾀﾅｶ")]
    [InlineData("たなかたろう")]
    [InlineData("なかたろ")]
    [InlineData("タロウ タナカ")]
    [InlineData("taro-")]
    [InlineData("CHAN")]
    [InlineData("みなと")]
    [InlineData("営業")]
    [InlineData("部長 田中")]
    [InlineData("north buyer")]
    [InlineData("tanaka@minato")]
    [InlineData("@minato.example taro")]
    [InlineData("flowers")]
    [InlineData("eglise")]
    [InlineData("l'église")]
    [InlineData("besancon 25000")]
    [InlineData("BESANÇON france doubs")]
    [InlineData("bp 7")]
    [InlineData("3e etage")]
    [InlineData("taro_line")]
    [InlineData("~taro")]
    [InlineData("koln fair")]
    [InlineData("3M")]
    [InlineData("2024")]
    [InlineData("z-9981")]
    [InlineData("9981")]
    [InlineData("friends")]
    [InlineData("taro 090")]
    [InlineData("090 taro")]
    [InlineData("田中 5678")]
    [InlineData("taro 1234-56")]
    [InlineData("taro +81")]
    [InlineData("t a r o")]
    [InlineData("  taro   fair  ")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Every_word_is_found_in_any_field_in_any_order(string query)
    {
        var book = new AddressBook();
        await book.ShareAsync(Tanaka);
        Assert.Equal(1, (await book.AskAsync(query)).Total);
    }

    [Theory]
    [InlineData("田中 花子")]
    [InlineData("tanaka hanako")]
    [InlineData("田郎")]
    [InlineData("郎田")]
    [InlineData("tarotanaka")]
    [InlineData("chan株式")]
    [InlineData("taro 080")]
    [InlineData("taro 090x")]
    [InlineData("fair in Bonn")]
    [InlineData("3N")]
    [InlineData("line2024")]
    [InlineData("doubs25000")]
    [InlineData("ガ")]
    [InlineData("%")]
    [InlineData(".*")]
    public async Task A_word_that_stands_in_no_field_finds_nothing(string query)
    {
        var book = new AddressBook();
        await book.ShareAsync(Tanaka);
        var answer = await book.AskAsync(query);
        Assert.Equal(0, answer.Total);
        Assert.Empty(answer.Sections);
        Assert.Null(answer.Continuation);
    }

    [Fact]
    public async Task Whole_names_come_first_then_beginnings_of_names_then_the_rest_each_by_name()
    {
        var book = new AddressBook();
        await book.ShareAsync(AddressBook.Named("Zoe Martin"));
        await book.ShareAsync(AddressBook.Named("Martin"));
        await book.ShareAsync(AddressBook.Named("Anna Saint-Martin"));
        await book.ShareAsync(AddressBook.Named("Bea Smartin"));
        await book.ShareAsync(AddressBook.Named("Carl") with { Notes = "knows Martin" });
        await book.ShareAsync(AddressBook.Named("Al Martínez"));
        await book.ShareAsync(AddressBook.Named("Zed") with { Nickname = "MARTIN" });
        Assert.Equal("Martin, Zed, Al Martínez, Anna Saint-Martin, Zoe Martin, Bea Smartin, Carl", await book.NamesAsync("martin"));
        Assert.Equal("Zoe Martin", await book.NamesAsync("martin zo"));
    }

    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("lovelace ada")]
    [InlineData("ADALOVELACE")]
    [InlineData("Dr. Ada Lovelace")]
    public async Task A_name_is_whole_in_either_order_and_without_its_blank(string query)
    {
        var book = new AddressBook();
        await book.ShareAsync(new Contact { Name = new ContactName { Full = "Dr. Ada Lovelace", Given = "Ada", Family = "Lovelace" }, Nickname = "adalovelace" });
        await book.ShareAsync(AddressBook.Named("Aaron") with { Notes = "Dr. Ada Lovelace adalovelace" });
        Assert.StartsWith("Dr. Ada Lovelace, ", await book.NamesAsync(query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Japanese_names_are_ordered_by_their_reading_and_equal_names_by_id()
    {
        var book = new AddressBook();
        Contact Of(string family, string? reading) => new() { Name = new ContactName { Full = family, Family = family, PhoneticFamily = reading } };
        await book.AddAsync(ContactId.Shared(1, "3"), Of("山田", "ヤマダ"));
        await book.AddAsync(ContactId.Shared(0, "2"), Of("田中", "タナカ"));
        await book.AddAsync(ContactId.Shared(0, "1"), Of("田中", "たなか"));
        await book.AddAsync(ContactId.Shared(1, "1"), Of("青木", "アオキ"));
        await book.AddAsync(ContactId.Shared(1, "2"), Of("Siobhan", "しゔぉん"));
        var ids = (await book.AskAsync("")).Sections.Single().Items.Select(item => item.Contact.Id.ToString());
        Assert.Equal(["s1-2", "s1-1", "s0-1", "s0-2", "s1-3"], ids);
    }
}
