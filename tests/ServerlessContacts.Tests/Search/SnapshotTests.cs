using ServerlessContacts.Contacts;
using ServerlessContacts.Search;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Search;

public sealed class SnapshotTests
{
    private const int Contacts = 60;

    private readonly MemorySnapshots files = new(TimeProvider.System);
    private readonly MemoryTable table = new();

    [Fact]
    public async Task An_index_begins_with_the_snapshot_and_reads_only_the_log_after_it()
    {
        var book = await FilledAsync();
        await SaveAsync(book);
        var id = await book.ShareAsync("Zed");
        await book.ChangeAsync(ContactId.Shared(0, "00001"), contact => contact with { Nickname = "Zee" });
        var other = Instance();
        var read = table.RowsRead;
        Assert.Equal("Kim 00", await other.NamesAsync("zee"));
        Assert.InRange(table.RowsRead - read, 1, Contacts / 2);
        Assert.Equal("Zed", await other.NamesAsync("zed"));
        await other.DeleteAsync(id);
        Assert.Equal("", await other.NamesAsync("zed"));
        Assert.Equal(await EverythingAsync(book), await EverythingAsync(other));
    }

    [Fact]
    public async Task Sections_of_groups_are_those_of_before()
    {
        var book = await FilledAsync();
        await SaveAsync(book);
        var other = Instance();
        await book.ShareAsync(AddressBook.Named("Kim new") with { Groups = ["g0"] });
        var sections = (await other.AskAsync("kim")).Sections.Select(section => $"{section.Group ?? "-"} {section.Total}");
        Assert.Equal(["g0 1", "g1 20", "g2 20", "- 20"], sections);
    }

    /// <summary>Every byte of the head, and every 97th behind it.</summary>
    [Fact]
    public async Task A_snapshot_with_a_changed_byte_is_never_served()
    {
        var book = await FilledAsync();
        await SaveAsync(book);
        var (whole, expected) = (files.Bytes!, await EverythingAsync(book));
        for (var at = 0; at < whole.Length; at += at < 400 ? 1 : 97)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            files.Bytes = changed;
            Assert.Null(await book.Snapshots.LoadAsync(AddressBook.Tenant, default));
        }

        Assert.Equal(expected, await EverythingAsync(Instance()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(56)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(-1000)]
    [InlineData(null)]
    public async Task A_snapshot_that_was_cut_or_goes_on_is_never_served(int? length)
    {
        var book = await FilledAsync();
        await SaveAsync(book);
        files.Bytes = length is { } cut ? files.Bytes![..(cut < 0 ? files.Bytes!.Length + cut : cut)] : [.. files.Bytes!, 0];
        Assert.Null(await book.Snapshots.LoadAsync(AddressBook.Tenant, default));
        Assert.Equal(await EverythingAsync(book), await EverythingAsync(Instance()));
        await SaveAsync(book);
        Assert.NotNull(await book.Snapshots.LoadAsync(AddressBook.Tenant, default));
    }

    [Fact]
    public async Task A_snapshot_is_asked_for_when_enough_is_in_none_and_once()
    {
        var book = await FilledAsync();
        Assert.Empty(await book.Requests.AllAsync(default).ToListAsync());
        var options = new SearchOptions { SnapshotAfter = Contacts };
        var eager = new AddressBook(options, table: table, snapshots: files);
        await eager.AskAsync("");
        Assert.Equal([AddressBook.Tenant], await book.Requests.AllAsync(default).ToListAsync());
        await book.Requests.ForgetAsync(AddressBook.Tenant, default);
        await eager.AskAsync("");
        Assert.Empty(await book.Requests.AllAsync(default).ToListAsync());
        await SaveAsync(eager);
        await new AddressBook(options, table: table, snapshots: files).AskAsync("");
        Assert.Empty(await book.Requests.AllAsync(default).ToListAsync());
    }

    [Fact]
    public async Task A_snapshot_as_new_as_the_one_that_is_there_is_not_stored()
    {
        var book = await FilledAsync();
        await SaveAsync(book);
        await SaveAsync(Instance());
        Assert.Equal(1, files.Saved);
        await book.ShareAsync("New");
        await SaveAsync(book);
        Assert.Equal(2, files.Saved);
    }

    private AddressBook Instance() => new(table: table, snapshots: files);

    private async Task<AddressBook> FilledAsync()
    {
        var book = Instance();
        for (var i = 0; i < Contacts; i++)
        {
            await book.ShareAsync(AddressBook.Named($"Kim {i:D2}") with { Groups = i % 3 == 0 ? [] : [$"g{i % 3}"] });
        }

        return book;
    }

    private static async Task SaveAsync(AddressBook book) =>
        await book.Snapshots.SaveAsync(AddressBook.Tenant, await book.Indexes.LatestAsync(AddressBook.ScopeOf(null), default), default);

    private static async Task<string> EverythingAsync(AddressBook book) =>
        string.Join('\n', (await book.AskAsync(new SearchQuery { Text = "", Limit = 1000 })).Sections.Select(section => $"{section.Scope} {section.Group} {section.Total} {string.Join(' ', section.Items.Select(item => $"{item.Contact.Id}@{item.Contact.Version}"))}"));
}
