using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class ListTests
{
    [Theory]
    [InlineData(ListSort.Name, false, "Anna|bert|Çelik|Émile|zoe")]
    [InlineData(ListSort.Name, true, "zoe|Émile|Çelik|bert|Anna")]
    [InlineData(ListSort.Email, false, "zoe|Émile|bert|Anna|Çelik")]
    [InlineData(ListSort.Email, true, "bert|Émile|zoe|Anna|Çelik")]
    [InlineData(ListSort.Department, false, "Çelik|Émile|Anna|zoe|bert")]
    [InlineData(ListSort.Department, true, "Anna|zoe|Çelik|Émile|bert")]
    [InlineData(ListSort.Updated, false, "zoe|Anna|Çelik|bert|Émile")]
    [InlineData(ListSort.Updated, true, "Émile|bert|Çelik|Anna|zoe")]
    public async Task Lists_are_sorted_with_what_is_missing_last_and_paged_alike(ListSort sort, bool descending, string expected)
    {
        var book = await FilledAsync();
        var query = new ListQuery { Sort = sort, Descending = descending };
        Assert.Equal(expected, Show(await book.ListAsync(query)));
        var (names, page) = (new List<string>(), await book.ListAsync(query with { PageSize = 2 }));
        for (names.Add(Show(page)); page.Continuation is { } continuation; names.Add(Show(page)))
        {
            page = await book.ListAsync(query with { PageSize = 2, Continuation = continuation });
            Assert.Equal(5, page.Total);
        }

        Assert.Equal((3, expected), (names.Count, string.Join('|', names)));
    }

    /// <summary>Beyond some thousand contacts a list walks an order that is kept instead of sorting what it admits.</summary>
    [Theory]
    [InlineData(ListSort.Name, false)]
    [InlineData(ListSort.Email, true)]
    [InlineData(ListSort.Department, false)]
    [InlineData(ListSort.Updated, true)]
    public async Task A_long_list_has_everyone_once_in_order_though_some_were_changed_since(ListSort sort, bool descending)
    {
        const int Count = 2600;
        var book = new AddressBook();
        for (var i = 0; i < Count; i++)
        {
            await book.ShareAsync(Of($"n{i * 7919 % Count:D4}", i % 3 == 0 ? null : $"e{i * 31 % 500:D3}@x", i % 5 == 0 ? null : $"d{i % 9}"));
        }

        await book.AskAsync("n");
        for (var i = 1; i <= 20; i++)
        {
            await book.ChangeAsync(ContactId.Shared((i - 1) % 2, $"{i:D5}"), contact => contact with { Emails = [new Email { Address = $"f{i}@x" }] });
        }

        var (found, continuation) = (new List<ContactRecord>(), (string?)null);
        do
        {
            var page = await book.ListAsync(new ListQuery { Sort = sort, Descending = descending, PageSize = 700, Continuation = continuation });
            Assert.Equal(Count, page.Total);
            found.AddRange(page.Items.Select(item => item.Record));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        Assert.Equal(Sorted(found, sort, descending), found.Select(record => record.Contact.Caption));
        Assert.Equal(Count, found.Select(record => record.Contact.Caption).Distinct(StringComparer.Ordinal).Count());
    }

    private static IEnumerable<string> Sorted(IEnumerable<ContactRecord> records, ListSort sort, bool descending)
    {
        string Key(ContactRecord record) => sort switch
        {
            ListSort.Email => record.Contact.MainEmail?.Address ?? "",
            ListSort.Department => record.Contact.Organization!.Department ?? "",
            ListSort.Updated => record.Updated.ToString("O"),
            _ => record.Contact.Caption,
        };
        var lastOnes = records.OrderBy(record => Key(record).Length == 0);
        return (descending ? lastOnes.ThenByDescending(Key, StringComparer.Ordinal) : lastOnes.ThenBy(Key, StringComparer.Ordinal))
            .ThenBy(record => record.Contact.Caption, StringComparer.Ordinal).Select(record => record.Contact.Caption);
    }

    [Fact]
    public async Task Conditions_narrow_a_list_and_its_total()
    {
        var book = await FilledAsync();
        var own = await book.OwnAsync(AddressBook.Ada, AddressBook.Named("own") with { Labels = ["vip"], Groups = ["g"] });
        await book.EnrolAsync(AddressBook.Bob, "Bob");
        Assert.Equal("own", await ShowAsync(book, new ListQuery { Scope = ContactScope.Personal }));
        Assert.Equal("Bob", await ShowAsync(book, new ListQuery { Scope = ContactScope.Member }));
        Assert.Equal("own", await ShowAsync(book, new ListQuery { Label = "vip" }));
        Assert.Equal("", await ShowAsync(book, new ListQuery { Label = "VIP" }));
        Assert.Equal("bert|own", await ShowAsync(book, new ListQuery { Group = "g" }));
        Assert.Equal("Çelik|Émile", await ShowAsync(book, new ListQuery { Department = "buying ÉLITE" }));
        Assert.Equal("own|zoe", await ShowAsync(book, new ListQuery { Only = new HashSet<ContactId> { own, ContactId.Shared(0, "00001"), ContactId.Shared(0, "gone") } }));
        Assert.Equal("bert", await ShowAsync(book, new ListQuery { Folders = new HashSet<string>(["f", "g"], StringComparer.Ordinal) }));
        Assert.Equal("Anna|Çelik|Émile|zoe", await ShowAsync(book, new ListQuery { Folders = new HashSet<string>([""], StringComparer.Ordinal) }));
    }

    private static async Task<AddressBook> FilledAsync()
    {
        var book = new AddressBook();
        await book.ShareAsync(Of("zoe", "a@x", "Sales"));
        await book.ShareAsync(Of("Anna", null, "Sales"));
        await book.ShareAsync(Of("Çelik", null, "Buying Elite"));
        await book.ShareAsync(Of("bert", "C@x", null) with { Groups = ["g"], Folder = "f" });
        await book.ShareAsync(Of("Émile", "b@x", "buying élite"));
        return book;
    }

    private static Contact Of(string name, string? email, string? department) => AddressBook.Named(name) with
    {
        Emails = email is null ? [] : [new Email { Address = email, Default = true }],
        Organization = new Organization { Name = "ACME", Department = department },
    };

    private static async Task<string> ShowAsync(AddressBook book, ListQuery query)
    {
        var answer = await book.ListAsync(query);
        Assert.Equal(answer.Total, answer.Items.Count);
        return Show(answer);
    }

    private static string Show(ListAnswer answer) => string.Join('|', answer.Items.Select(item => item.Record.Contact.Caption));
}
