using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class VisibilityTests
{
    [Theory]
    [InlineData("secret")]
    [InlineData("")]
    [InlineData("090 9999")]
    [InlineData("hidden@")]
    public async Task Anothers_personal_contact_is_in_no_item_total_section_or_version(string query)
    {
        var (without, with) = (await BookAsync(false), await BookAsync(true));
        await with.AskAsync(query, AddressBook.Bob);
        var (expected, actual) = (await without.AskAsync(query), await with.AskAsync(query));
        Assert.Equal(expected.Total, actual.Total);
        Assert.Equal(expected.Sections.Select(Describe), actual.Sections.Select(Describe));
        Assert.Equal(expected.Version, actual.Version);
    }

    [Fact]
    public async Task Anothers_personal_contact_is_in_no_list_and_no_lookup()
    {
        var book = await BookAsync(true);
        var hidden = (await book.AskAsync("hidden", AddressBook.Bob)).Sections.Single().Items.Single().Contact.Id;
        var query = new ListQuery { Only = new HashSet<ContactId> { hidden } };
        Assert.Equal(1, (await book.ListAsync(query, AddressBook.Bob)).Total);
        Assert.Equal(0, (await book.ListAsync(query)).Total);
        Assert.Equal(1, (await book.ListAsync(new ListQuery { Label = "vip" }, AddressBook.Bob)).Total);
        Assert.Equal(0, (await book.ListAsync(new ListQuery { Label = "vip" })).Total);
        Assert.NotNull((await book.LookupAsync("090-9999-0000", AddressBook.Bob)).Match);
        Assert.Null((await book.LookupAsync("090-9999-0000")).Match);
    }

    [Fact]
    public async Task Another_tenants_contacts_are_in_no_answer()
    {
        var book = await BookAsync(true);
        var other = new AccessScope(new TenantId("other"), 2, AddressBook.Bob);
        Assert.Equal(0, (await book.Search.SearchAsync(other, new SearchQuery { Text = "" }, default)).Answer.Total);
        Assert.Equal(0, (await book.Search.ListAsync(other, new ListQuery(), default)).Answer.Total);
    }

    private static async Task<AddressBook> BookAsync(bool withHidden)
    {
        var book = new AddressBook();
        await book.OwnAsync(AddressBook.Ada, AddressBook.Named("Mine, no secret"));
        await book.ShareAsync("Shared secret");
        if (withHidden)
        {
            await book.OwnAsync(AddressBook.Bob, AddressBook.Named("Secret Hidden") with
            {
                Phones = [AddressBook.Phone("090-9999-0000")],
                Emails = [new Email { Address = "hidden@example.test" }],
                Labels = ["vip"],
                Groups = ["g9"],
            });
        }

        return book;
    }

    private static string Describe(SearchSection section) =>
        $"{section.Scope} {section.Group} {section.Total} {string.Join(',', section.Items.Select(item => item.Contact.Record.Contact.Caption))}";
}
