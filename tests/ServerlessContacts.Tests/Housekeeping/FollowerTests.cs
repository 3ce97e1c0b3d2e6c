using System.Collections.Immutable;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Feed;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Tests.Search;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>Random writes and compactions, and readers that look now and then: the feed, a follower of one partition, the search index.</summary>
public sealed class FollowerTests
{
    [Fact]
    public async Task Whoever_follows_ends_with_what_a_newcomer_sees()
    {
        var startedOver = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            using var life = new Life(seed);
            startedOver += await life.RunAsync(steps: 80);
        }

        Assert.InRange(startedOver, 40, 4000);
    }

    private sealed class Life : IDisposable
    {
        private readonly Random random;
        private readonly ManualTime time = new();
        private readonly AddressBook writer;
        private readonly AddressBook reader;
        private readonly Follower<ImmutableSortedDictionary<string, string>> follower;
        private readonly FeedCopy copy;
        private readonly List<ContactId> people = [];
        private readonly List<DateTimeOffset> moments = [DateTimeOffset.MaxValue];

        public Life(int seed)
        {
            random = new Random(seed);
            writer = new AddressBook(time: time);
            reader = new AddressBook(time: time, table: writer.Table);
            follower = new Follower<ImmutableSortedDictionary<string, string>>(reader.Journal, Shard(0), new Rows(), time);
            copy = new FeedCopy(new ChangeFeed(reader.Journal));
        }

        /// <summary>How often the copy had to be begun anew.</summary>
        public async Task<int> RunAsync(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                await (random.Next(10) switch
                {
                    < 5 => WriteAsync(),
                    < 7 => CompactAsync(),
                    _ => ReadAsync(),
                });
            }

            await CheckAsync();
            return copy.StartedOver;
        }

        public void Dispose() => follower.Dispose();

        private static Partition Shard(int shard) => Partition.Shared(AddressBook.Tenant, shard);

        private async Task WriteAsync()
        {
            // The journals of address books go by the system's clock.
            moments.Add(TimeProvider.System.GetUtcNow());
            if (people.Count == 0 || random.Next(3) == 0)
            {
                people.Add(await writer.ShareAsync($"Person {random.Next(1000)}"));
                return;
            }

            var id = people[random.Next(people.Count)];
            if (random.Next(3) == 0)
            {
                await writer.DeleteAsync(id);
                people.Remove(id);
                return;
            }

            await writer.ChangeAsync(id, contact => contact with { Name = contact.Name with { Full = $"Other {random.Next(100_000)}" } });
        }

        private Task CompactAsync() =>
            new LogCompactor(writer.Table, writer.Journal, time).RunAsync(Shard(random.Next(2)), moments[random.Next(moments.Count)], DateTimeOffset.MaxValue, default);

        private Task ReadAsync()
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return random.Next(3) switch
            {
                0 => copy.ReadAsync(pages: random.Next(1, 4)),
                1 => follower.GetAsync(TimeSpan.Zero, default).AsTask(),
                _ => reader.AskAsync(""),
            };
        }

        private async Task CheckAsync()
        {
            time.Advance(TimeSpan.FromSeconds(10));
            var rows = await new Rows().LoadAsync(writer.Journal, Shard(0), default);
            Assert.Equal(rows, (await follower.GetAsync(TimeSpan.Zero, default)).State);

            var (newcomer, answer) = (await new AddressBook(time: time, table: writer.Table).AskAsync(""), await reader.AskAsync(""));
            Assert.Equal((newcomer.Total, AddressBook.Names(newcomer)), (answer.Total, AddressBook.Names(answer)));

            await copy.ReadAsync(pages: int.MaxValue);
            var fresh = new FeedCopy(new ChangeFeed(writer.Journal));
            await fresh.ReadAsync(pages: int.MaxValue);
            Assert.Equal(fresh.Names, copy.Names);
            Assert.Equal(people.Count, copy.Names.Count());
        }
    }

    /// <summary>What an application keeps that follows the feed, and begins anew where it is told so.</summary>
    private sealed class FeedCopy(ChangeFeed feed)
    {
        private readonly SortedDictionary<string, string> names = new(StringComparer.Ordinal);
        private string? token;

        public int StartedOver { get; private set; }

        public IEnumerable<string> Names => names.Select(name => $"{name.Key} {name.Value}");

        public async Task ReadAsync(int pages)
        {
            for (var page = 0; page < pages; page++)
            {
                if (await feed.ReadAsync(AddressBook.ScopeOf(null), token, 3, default) is not FeedResult.Answered { Page: var read })
                {
                    (token, StartedOver) = (null, StartedOver + 1);
                    names.Clear();
                    continue;
                }

                token = read.Token.ToString();
                foreach (var item in read.Items)
                {
                    names.Remove(item.Id.ToString());
                    if (item.Record is { } record)
                    {
                        names.Add(item.Id.ToString(), record.Contact.Caption);
                    }
                }

                if (!read.More)
                {
                    return;
                }
            }
        }
    }

    private sealed class Rows : IFold<ImmutableSortedDictionary<string, string>>
    {
        private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

        public async Task<ImmutableSortedDictionary<string, string>> LoadAsync(Journal journal, Partition partition, CancellationToken cancellationToken)
        {
            var state = None;
            await foreach (var row in journal.RowsAsync(partition, StoredContact.Kind, cancellationToken))
            {
                state = state.SetItem(row.RowKey, Text(row.Data));
            }

            return state;
        }

        public ImmutableSortedDictionary<string, string> Apply(ImmutableSortedDictionary<string, string> state, IReadOnlyList<Change> changes) => changes
            .SelectMany(change => change.Rows)
            .Where(row => StoredContact.Kind.Holds(row.RowKey))
            .Aggregate(state, (rows, row) => row.After is { } after ? rows.SetItem(row.RowKey, Text(after)) : rows.Remove(row.RowKey));

        private static string Text(ReadOnlyMemory<byte> data) => Encoding.UTF8.GetString(data.Span);
    }
}
