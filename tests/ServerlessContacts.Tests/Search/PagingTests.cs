using System.Text;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class PagingTests
{
    [Fact]
    public async Task Pages_of_a_search_join_to_the_whole_and_each_has_the_exact_total()
    {
        var book = await FilledAsync(23);
        var pages = await PagesAsync(book, new SearchQuery { Text = "name", Limit = 4 });
        Assert.Equal([4, 4, 4, 4, 4, 3], pages.Select(page => page.Sections.Single().Items.Count));
        Assert.All(pages, page => Assert.Equal((23, 23), (page.Total, page.Sections[0].Total)));
        Assert.Equal(AddressBook.Names(await book.AskAsync(new SearchQuery { Text = "name", Limit = 1000 })), string.Join(", ", pages.Select(AddressBook.Names)));
    }

    [Fact]
    public async Task Contacts_that_come_and_go_between_pages_neither_repeat_nor_hide_others()
    {
        var book = await FilledAsync(12);
        var query = new SearchQuery { Text = "name", Limit = 5 };
        var first = await book.AskAsync(query);
        await book.ShareAsync("name 00b");
        await book.ShareAsync("name 07b");
        await book.DeleteAsync(first.Sections[0].Items[^1].Contact.Id);
        await book.ChangeAsync(first.Sections[0].Items[0].Contact.Id, contact => contact with { Notes = "changed" });
        var second = await book.AskAsync(query with { Continuation = first.Continuation });
        Assert.Equal("name 05, name 06, name 07, name 07b, name 08", AddressBook.Names(second));
        Assert.Equal(13, second.Total);
    }

    [Fact]
    public async Task Pages_of_a_list_stay_in_place_when_contacts_come_and_go()
    {
        var book = await FilledAsync(12);
        var query = new ListQuery { PageSize = 5 };
        var first = await book.ListAsync(query);
        await book.ShareAsync("name 00b");
        await book.ShareAsync("name 07b");
        await book.DeleteAsync(first.Items[^1].Id);
        var second = await book.ListAsync(query with { Continuation = first.Continuation });
        Assert.Equal("name 05, name 06, name 07, name 07b, name 08", string.Join(", ", second.Items.Select(item => item.Record.Contact.Caption)));
        Assert.Equal(13, second.Total);
    }

    [Fact]
    public async Task A_full_last_page_has_no_continuation()
    {
        var book = await FilledAsync(4);
        Assert.Null((await book.AskAsync(new SearchQuery { Text = "", Limit = 4 })).Continuation);
        Assert.Null((await book.ListAsync(new ListQuery { PageSize = 4 })).Continuation);
    }

    [Fact]
    public async Task Names_that_are_alike_for_longer_than_their_order_looks_are_paged_by_id()
    {
        var book = new AddressBook();
        for (var i = 0; i < 9; i++)
        {
            await book.ShareAsync(new string('x', 39) + "🙂" + (9 - i));
        }

        var pages = await PagesAsync(book, new SearchQuery { Text = "x", Limit = 2 });
        Assert.Equal(9, pages.SelectMany(page => page.Sections.Single().Items).Select(item => item.Contact.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_continuation_that_is_none_or_belongs_to_another_query_is_refused()
    {
        var book = await FilledAsync(9);
        var search = (await book.AskAsync(new SearchQuery { Text = "name", Limit = 2 })).Continuation!;
        var list = (await book.ListAsync(new ListQuery { PageSize = 2 })).Continuation!;
        foreach (var bad in new[] { "", "x", "%%%", "e30", "bnVsbA", list, search[..^4], Encoded("""{"Query":null,"Sections":null}"""), Encoded("""{"Query":"","Sections":[null]}""") })
        {
            await RefusedAsync(new SearchQuery { Text = "name", Continuation = bad });
        }

        foreach (var bad in new[] { "", "x", "%%%", "e30", "bnVsbA", search, list[..^4] })
        {
            Assert.Equal(SearchStatus.BadContinuation, (
                await book.Search.ListAsync(AddressBook.ScopeOf(null), new ListQuery { Continuation = bad }, default)).Status);
        }

        await RefusedAsync(new SearchQuery { Text = "other", Continuation = search });
        await RefusedAsync(new SearchQuery { Text = "name", Scope = ContactScope.Shared, Continuation = search });
        Assert.Equal(SearchStatus.BadContinuation, (await book.Search.ListAsync(
            AddressBook.ScopeOf(null), new ListQuery { Descending = true, Continuation = list }, default)).Status);

        async Task RefusedAsync(SearchQuery query)
        {
            var refused = await book.Search.SearchAsync(AddressBook.ScopeOf(null), query, default);
            Assert.Equal(SearchStatus.BadContinuation, refused.Status);
            Assert.Throws<InvalidOperationException>(() => refused.Answer);
        }
    }

    [Fact]
    public async Task A_continuation_of_many_groups_still_fits_into_a_request_line()
    {
        var book = new AddressBook();
        for (var i = 0; i < 120; i++)
        {
            await book.ShareAsync(AddressBook.Named($"name {i % 60:D2} {new string('é', 60)}") with { Groups = [$"group-{i % 60:D32}"] });
        }

        var answer = await book.AskAsync(new SearchQuery { Text = "name", Limit = 1 });
        Assert.Equal(60, answer.Sections.Count);
        Assert.InRange(answer.Continuation!.Length, 1, 7500);
    }

    private static string Encoded(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static async Task<AddressBook> FilledAsync(int count)
    {
        var book = new AddressBook();
        for (var i = 0; i < count; i++)
        {
            await book.ShareAsync($"name {(i * 7) % count:D2}");
        }

        return book;
    }

    private static async Task<IReadOnlyList<SearchAnswer>> PagesAsync(AddressBook book, SearchQuery query)
    {
        var pages = new List<SearchAnswer> { await book.AskAsync(query) };
        while (pages[^1].Continuation is { } continuation)
        {
            pages.Add(await book.AskAsync(query with { Continuation = continuation }));
        }

        return pages;
    }
}
