using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class SectionTests
{
    [Fact]
    public async Task Sections_are_personal_groups_shared_and_members_and_their_totals_add_up()
    {
        var book = await FilledAsync();
        Assert.Equal("8: personal 1 [Kim own], shared/g1 2 [Kim first, Kim two], shared/g2 1 [Kim second], shared 3 [Kim, Kim far, Kim near], member 1 [Kim Member]", Show(await book.AskAsync("kim")));
    }

    [Fact]
    public async Task Sections_without_a_match_are_left_out()
    {
        var book = await FilledAsync();
        Assert.Equal("1: shared/g2 1 [Kim second]", Show(await book.AskAsync("second")));
    }

    [Theory]
    [InlineData(ContactScope.Personal, "1: personal 1 [Kim own]")]
    [InlineData(ContactScope.Shared, "6: shared/g1 2 [Kim first, Kim two], shared/g2 1 [Kim second], shared 3 [Kim, Kim far, Kim near]")]
    [InlineData(ContactScope.Member, "1: member 1 [Kim Member]")]
    public async Task A_scope_narrows_the_answer(ContactScope scope, string expected)
    {
        var book = await FilledAsync();
        Assert.Equal(expected, Show(await book.AskAsync(new SearchQuery { Text = "kim", Scope = scope })));
    }

    [Fact]
    public async Task A_group_has_all_its_contacts_in_its_own_section()
    {
        var book = await FilledAsync();
        Assert.Equal("2: shared/g2 2 [Kim second, Kim two]", Show(await book.AskAsync(new SearchQuery { Text = "kim", Group = "g2" })));
    }

    [Fact]
    public async Task Folders_narrow_to_shared_contacts_in_them()
    {
        var book = await FilledAsync();
        Assert.Equal("1: shared 1 [Kim near]", Show(await book.AskAsync(new SearchQuery { Text = "kim", Folders = new HashSet<string>(["f1"], StringComparer.Ordinal) })));
        Assert.Equal("2: shared 2 [Kim far, Kim near]", Show(await book.AskAsync(new SearchQuery { Text = "", Folders = new HashSet<string>(["f1", "f2"], StringComparer.Ordinal) })));
        Assert.Equal("4: shared/g1 2 [Kim first, Kim two], shared/g2 1 [Kim second], shared 1 [Kim]", Show(await book.AskAsync(new SearchQuery { Text = "", Folders = new HashSet<string>([""], StringComparer.Ordinal) })));
    }

    [Fact]
    public async Task The_limit_holds_for_each_section_and_totals_count_all()
    {
        var book = await FilledAsync();
        var answer = await book.AskAsync(new SearchQuery { Text = "kim", Limit = 1 });
        Assert.Equal("8: personal 1 [Kim own], shared/g1 2 [Kim first], shared/g2 1 [Kim second], shared 3 [Kim], member 1 [Kim Member]", Show(answer));
        var next = await book.AskAsync(new SearchQuery { Text = "kim", Limit = 1, Continuation = answer.Continuation });
        Assert.Equal("8: shared/g1 2 [Kim two], shared 3 [Kim far]", Show(next));
        var last = await book.AskAsync(new SearchQuery { Text = "kim", Limit = 1, Continuation = next.Continuation });
        Assert.Equal("8: shared 3 [Kim near]", Show(last));
        Assert.Null(last.Continuation);
    }

    [Fact]
    public async Task An_application_sees_no_personal_contacts()
    {
        var book = await FilledAsync();
        var answer = (await book.Search.SearchAsync(AddressBook.ScopeOf(null), new SearchQuery { Text = "kim" }, default)).Answer;
        Assert.Equal((7, ContactScope.Shared), (answer.Total, answer.Sections[0].Scope));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_limit_out_of_range_is_the_callers_error(int limit)
    {
        var book = new AddressBook();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => book.AskAsync(new SearchQuery { Text = "", Limit = limit }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => book.ListAsync(new ListQuery { PageSize = limit }));
    }

    private static async Task<AddressBook> FilledAsync()
    {
        var book = new AddressBook();
        await book.OwnAsync(AddressBook.Ada, AddressBook.Named("Kim own"));
        await book.OwnAsync(AddressBook.Bob, AddressBook.Named("Kim of Bob"));
        await book.ShareAsync("Kim");
        await book.ShareAsync(AddressBook.Named("Kim near") with { Folder = "f1" });
        await book.ShareAsync(AddressBook.Named("Kim far") with { Folder = "f2" });
        await book.ShareAsync(AddressBook.Named("Kim second") with { Groups = ["g2"] });
        await book.ShareAsync(AddressBook.Named("Kim first") with { Groups = ["g1"] });
        await book.ShareAsync(AddressBook.Named("Kim two") with { Groups = ["g2", "g1"] });
        await book.EnrolAsync(AddressBook.Bob, "Kim Member");
        return book;
    }

    private static string Show(SearchAnswer answer) => $"{answer.Total}: " + string.Join(", ", answer.Sections.Select(section =>
        $"{section.Scope.ToString().ToLowerInvariant()}{(section.Group is null ? "" : "/" + section.Group)} {section.Total} [{string.Join(", ", section.Items.Select(item => item.Contact.Record.Contact.Caption))}]"));
}
