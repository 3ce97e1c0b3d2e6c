using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class ConcurrencyTests
{
    /// <summary>
    /// Writers rename pairs of contacts back and forth while readers look: each answer must have all contacts once, in order, with a total that is right, and
    /// never go back behind what the same reader saw before.
    /// </summary>
    [Fact]
    public async Task Readers_get_whole_ordered_answers_while_writers_write()
    {
        const int Contacts = 20;
        var book = new AddressBook(new SearchOptions { MaxAge = TimeSpan.Zero });
        var ids = new List<ContactId>();
        for (var i = 0; i < Contacts; i++)
        {
            ids.Add(await book.ShareAsync($"name 0 {i:D2}"));
        }

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAsync(book, Contacts, done.Token))).ToList();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(() => WriteAsync(book, ids.Where((_, at) => at % 2 == writer).ToList()))));
        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal(Contacts, (await book.AskAsync("name 9")).Total);
    }

    private static async Task WriteAsync(AddressBook book, List<ContactId> ids)
    {
        for (var round = 1; round <= 9; round++)
        {
            foreach (var id in ids)
            {
                await book.ChangeAsync(id, contact => contact with { Name = contact.Name with { Full = $"name {round} {id.Unique}" } });
            }
        }
    }

    private static async Task<int> ReadAsync(AddressBook book, int contacts, CancellationToken done)
    {
        var reads = 0;
        for (var (last, go) = (0, true); go; reads++)
        {
            go = !done.IsCancellationRequested;
            var answer = await book.AskAsync(new SearchQuery { Text = "name", Limit = 1000 });
            var names = answer.Sections.Single().Items.Select(item => item.Contact.Record.Contact.Caption).ToList();
            Assert.Equal((contacts, contacts), (answer.Total, answer.Sections[0].Items.Select(item => item.Contact.Id).Distinct().Count()));
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            var rounds = names.Sum(name => name[5] - '0');
            Assert.InRange(rounds, last, 9 * contacts);
            last = rounds;
        }

        return reads;
    }
}
