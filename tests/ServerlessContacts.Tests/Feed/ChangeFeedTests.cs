using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Feed;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Feed;

public sealed class ChangeFeedTests
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly AccessScope Scope = new(Tenant, 3, new MemberId("ada"));

    private readonly Journal journal = new(new MemoryTable(), TimeProvider.System);

    private ChangeFeed Feed => new(journal);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task A_follower_gets_everything_there_is_and_then_every_change_once(int limit)
    {
        await CreateAsync(Partition.Shared(Tenant, 0), "a", 30);
        await CreateAsync(Partition.Member(Tenant, new MemberId("ada")), "p", 5);
        var first = await FollowAsync(null, limit);
        Assert.Equal(35, first.Items.Count);
        Assert.Equal(35, first.Items.Select(item => item.Id).Distinct().Count());

        await CreateAsync(Partition.Shared(Tenant, 1), "b", 97);
        await CreateAsync(Partition.Shared(Tenant, 2), "c", 3);
        var second = await FollowAsync(first.Token, limit);
        Assert.Equal(100, second.Items.Count);
        Assert.Equal(100, second.Items.Select(item => item.Id).Distinct().Count());
        Assert.Empty((await FollowAsync(second.Token, limit)).Items);
    }

    [Fact]
    public async Task A_deleted_contact_is_a_tombstone()
    {
        var partition = Partition.Shared(Tenant, 0);
        await CreateAsync(partition, "a", 1);
        var (_, token) = await FollowAsync(null, 10);
        var stored = (await new ContactStore(journal).FindAsync(Tenant, ContactId.Shared(0, "a0"), default))!;
        await journal.CommitAsync(partition, Operation.New("member:ada"), ContactEdits.Delete(stored, DateTimeOffset.UnixEpoch), default);
        var item = Assert.Single((await FollowAsync(token, 10)).Items);
        Assert.Equal((stored.Id, ChangeKind.Deleted, null), (item.Id, item.Kind, item.Record));
    }

    [Fact]
    public async Task The_same_token_gives_the_same_changes_again()
    {
        await CreateAsync(Partition.Shared(Tenant, 0), "a", 1);
        var (_, token) = await FollowAsync(null, 10);
        await CreateAsync(Partition.Shared(Tenant, 0), "b", 7);
        var once = await FollowAsync(token, 3);
        var twice = await FollowAsync(token, 3);
        Assert.Equal(once.Items.Select(item => item.Id), twice.Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Another_members_contacts_are_not_told_and_their_token_is_refused()
    {
        await CreateAsync(Partition.Member(Tenant, new MemberId("bob")), "p", 3);
        var (items, token) = await FollowAsync(null, 10);
        Assert.Empty(items);
        foreach (var other in new[] { Scope with { Personal = new MemberId("bob") }, Scope with { Tenant = new TenantId("other") },
            Scope with { Personal = null } })
        {
            Assert.IsType<FeedResult.Expired>(await Feed.ReadAsync(other, token, 10, default));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("§")]
    [InlineData("bm90aGluZw")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    public async Task A_text_that_is_no_token_is_refused(string text) =>
        Assert.IsType<FeedResult.Malformed>(await Feed.ReadAsync(Scope, text, 10, default));

    [Fact]
    public async Task Shards_that_are_added_are_followed_from_their_beginning()
    {
        var (_, token) = await FollowAsync(null, 10);
        await CreateAsync(Partition.Shared(Tenant, 5), "x", 4);
        var answer = Assert.IsType<FeedResult.Answered>(await Feed.ReadAsync(Scope with { Shards = 6 }, token, 10, default));
        Assert.Equal(4, answer.Page.Items.Count);
    }

    [Fact]
    public async Task A_follower_beside_four_writers_ends_with_what_is_stored()
    {
        var writers = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await CreateAsync(Partition.Shared(Tenant, (writer + i) % 3), $"w{writer}x{i}y", 2);
            }
        })));

        var copy = new Dictionary<ContactId, ContactRecord?>();
        string? token = null;
        for (var done = false; !done;)
        {
            done = writers.IsCompleted;
            var (items, next) = await FollowAsync(token, 7);
            items.ForEach(item => copy[item.Id] = item.Record);
            token = next;
        }

        await writers;
        Assert.Equal(200, copy.Count);
        Assert.All(copy.Values, Assert.NotNull);
    }

    private async Task CreateAsync(Partition partition, string prefix, int count)
    {
        var records = Enumerable.Range(0, count).Select(n =>
            ContactEdits.Create(ContactChange.IdOf(partition, $"c~{prefix}{n}"), Provenance.Create(new Contact { Name = new ContactName { Full = $"{prefix}{n}" } }, "member:ada", "member:ada", DateTimeOffset.UnixEpoch)));
        await journal.CommitAsync(partition, Operation.New("member:ada"), [.. records], default);
    }

    private async Task<(List<FeedItem> Items, string Token)> FollowAsync(string? token, int limit)
    {
        var items = new List<FeedItem>();
        while (true)
        {
            var page = Assert.IsType<FeedResult.Answered>(await Feed.ReadAsync(Scope, token, limit, default)).Page;
            Assert.True(page.Items.Count <= limit);
            items.AddRange(page.Items);
            token = page.Token.ToString();
            if (!page.More)
            {
                return (items, token);
            }
        }
    }
}
