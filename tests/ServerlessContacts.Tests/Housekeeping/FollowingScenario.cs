using System.Collections.Immutable;
using ServerlessContacts.Contacts;
using ServerlessContacts.Feed;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Tests.Search;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>A writer, and three that follow it, doing what a seed says.</summary>
internal sealed class FollowingScenario : IDisposable
{
    private readonly Random random;
    private readonly ManualTime time = new();
    private readonly AddressBook writer;
    private readonly AddressBook reader;
    private readonly Follower<ImmutableSortedDictionary<string, string>> follower;
    private readonly FollowedFeed copy;
    private readonly List<ContactId> people = [];
    private readonly List<DateTimeOffset> moments = [DateTimeOffset.MaxValue];

    public FollowingScenario(int seed)
    {
        random = new Random(seed);
        writer = new AddressBook(time: time);
        reader = new AddressBook(time: time, table: writer.Table);
        follower = new Follower<ImmutableSortedDictionary<string, string>>(reader.Journal, Shard(0), new FollowedRows(), time);
        copy = new FollowedFeed(new ChangeFeed(reader.Journal));
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
        new LogCompactor(writer.Table, writer.Journal, time)
            .RunAsync(Shard(random.Next(2)), moments[random.Next(moments.Count)], DateTimeOffset.MaxValue, default);

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
        var rows = await new FollowedRows().LoadAsync(writer.Journal, Shard(0), default);
        Assert.Equal(rows, (await follower.GetAsync(TimeSpan.Zero, default)).State);

        var (newcomer, answer) = (await new AddressBook(time: time, table: writer.Table).AskAsync(""), await reader.AskAsync(""));
        Assert.Equal((newcomer.Total, AddressBook.Names(newcomer)), (answer.Total, AddressBook.Names(answer)));

        await copy.ReadAsync(pages: int.MaxValue);
        var fresh = new FollowedFeed(new ChangeFeed(writer.Journal));
        await fresh.ReadAsync(pages: int.MaxValue);
        Assert.Equal(fresh.Names, copy.Names);
        Assert.Equal(people.Count, copy.Names.Count());
    }
}
