using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Interactions;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class PreferenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly AddressBook book = new();
    private int calls;

    [Fact]
    public async Task Favourites_come_before_the_frequent_and_these_before_whom_others_call()
    {
        var ids = await FilledAsync("Kim A", "Kim B", "Kim C", "Kim D");
        Assert.Equal("Kim A, Kim B, Kim C, Kim D", await book.NamesAsync("kim"));
        await CallAsync(AddressBook.Bob, ids[3]);
        Assert.Equal("Kim D, Kim A, Kim B, Kim C", await book.NamesAsync("kim"));
        await CallAsync(AddressBook.Ada, ids[2]);
        Assert.Equal("Kim C, Kim D, Kim A, Kim B", await book.NamesAsync("kim"));
        await StarAsync(AddressBook.Ada, ids[1]);
        Assert.Equal("Kim B, Kim C, Kim D, Kim A", await book.NamesAsync("kim"));
        Assert.Equal("Kim D, Kim C, Kim A, Kim B", await book.NamesAsync("kim", AddressBook.Bob));
        await new Favorites(book.Journal, TimeProvider.System).RemoveAsync(AddressBook.Tenant, AddressBook.Ada, ids[1], default);
        Assert.Equal("Kim C, Kim D, Kim A, Kim B", await book.NamesAsync("kim"));
    }

    [Fact]
    public async Task A_preference_does_not_lift_a_contact_into_another_class()
    {
        var ids = await FilledAsync("Kim", "Kimberly", "Joakim");
        await CallAsync(AddressBook.Ada, ids[2]);
        await StarAsync(AddressBook.Ada, ids[1]);
        Assert.Equal("Kim, Kimberly, Joakim", await book.NamesAsync("kim"));
    }

    [Theory]
    [InlineData("A0 B0", "A B", "two of the same time: by name")]
    [InlineData("A0 B-1", "A B", "the later one")]
    [InlineData("A0 B-20 B-20", "B A", "two of lately against one")]
    [InlineData("A0 B-90 B-90 B-90", "A B", "each counts for an eighth after ninety days")]
    [InlineData("A0 B-31 B-31 B-31", "B A", "three of a month ago against one")]
    public async Task Calls_count_for_less_the_older_they_are(string history, string expected, string reason)
    {
        var ids = await FilledAsync("A", "B");
        foreach (var call in history.Split(' '))
        {
            await CallAsync(AddressBook.Ada, ids[call[0] - 'A'], Noon.AddDays(int.Parse(call[1..], CultureInfo.InvariantCulture)));
        }

        var list = (await book.Search.ListFrequentAsync(AddressBook.ScopeOf(AddressBook.Ada), new ListQuery(), default)).Answer;
        Assert.True(expected == string.Join(' ', list.Items.Select(item => item.Record.Contact.Caption)), reason);
        Assert.Equal(expected.Replace(" ", ", ", StringComparison.Ordinal), await book.NamesAsync("", AddressBook.Bob));
    }

    [Fact]
    public async Task A_weight_that_two_reported_at_once_holds_both()
    {
        var ids = await FilledAsync("A", "B");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(AddressBook.Ada, ids[1])).Concat(Enumerable.Range(0, 10).Select(_ => CallAsync(AddressBook.Bob, ids[0]))));
        Assert.Equal(20, (await new InteractionLog(book.Journal).WithAsync(AddressBook.Tenant, ids[1], AddressBook.Ada, default)).Count);
        Assert.Equal("B, A", await book.NamesAsync("", AddressBook.Tom));
    }

    [Fact]
    public async Task An_edit_keeps_a_contact_where_its_calls_have_put_it()
    {
        var ids = await FilledAsync("Kim A", "Kim B");
        await CallAsync(AddressBook.Bob, ids[1]);
        await book.AskAsync("kim");
        await book.ChangeAsync(ids[1], contact => contact with { Name = contact.Name with { Full = "Kim Z" } });
        Assert.Equal("Kim Z, Kim A", await book.NamesAsync("kim"));
        Assert.Equal("Kim Z, Kim A", await new AddressBook(table: book.Table).NamesAsync("kim"));
    }

    private async Task<List<ContactId>> FilledAsync(params string[] names)
    {
        var ids = new List<ContactId>();
        foreach (var name in names)
        {
            ids.Add(await book.ShareAsync(name));
        }

        await book.AskAsync("");
        return ids;
    }

    private Task StarAsync(MemberId member, ContactId contact) => new Favorites(book.Journal, TimeProvider.System).AddAsync(AddressBook.Tenant, member, contact, default);

    private Task CallAsync(MemberId member, ContactId contact, DateTimeOffset? at = null) => new InteractionLog(book.Journal).RecordAsync(
        AddressBook.Tenant,
        new Interaction
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"call{Interlocked.Increment(ref calls)}"),
            Kind = InteractionKind.Call,
            At = at ?? Noon,
            Contact = contact.ToString(),
            Member = member.Value,
            By = "member:ada",
        },
        default);
}
