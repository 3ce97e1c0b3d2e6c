using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Editing;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Search;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Sync.Webhooks;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Store.Before;

/// <summary>What a version before stored means the same to this one: the rows that hold no record of their own.</summary>
public sealed class StoreBeforeTests
{
    private static readonly TenantId Demo = new("demo");
    private static readonly ConnectionKey Connection = new(Demo, new MemberId("anna"), "00000000000000000001");

    private readonly ManualTime time = new();

    /// <summary>
    /// Kinds whose rows are made here: one holds a quarter of a megabyte, and of one the key that it was encrypted with is gone.
    /// </summary>
    public static IReadOnlyList<string> MadeByHand { get; } = ["search for photos", "secrets"];

    [Fact]
    public async Task A_favorite_is_one() => Assert.Equal(
        [ContactId.Shared(1, "00002")],
        await new Favorites(new Journal(await TableAsync("favorite"), time), time)
            .AllAsync(new TenantId("acme"), new MemberId("ada"), default));

    [Fact]
    public async Task A_claim_is_kept_for_its_contact_and_taken_by_another_when_that_is_gone()
    {
        var table = await TableAsync("claim");
        var claims = new Claims(new Journal(table, time), time);
        time.Advance(TimeSpan.FromDays(1));
        Assert.False(await TakeAsync(isThere: true));
        Assert.True(await TakeAsync(isThere: false));

        Task<bool> TakeAsync(bool isThere) =>
            claims.TakeAsync(Demo, Claims.Email, "fay@example.com", ContactId.Shared(0, "other"), "member:ada", holder =>
        {
            Assert.Equal("s4-fe5df85dcd7f7df5c10400000002", holder.ToString());
            return Task.FromResult(isThere);
        }, default);
    }

    [Fact]
    public async Task A_thing_that_was_counted_counts()
    {
        var table = await TableAsync("counted thing");
        var (thing, _) = Assert.Single(await new KeptThings(table, new HousekeepingCalendar(table), time)
            .AllAsync(Demo, "connection", default).ToListAsync());
        Assert.Equal(new KeptThing(Demo, "connection", new MemberId("anna"), "7b8d0a5513e1b28ca409"), thing);
    }

    [Fact]
    public async Task A_request_with_a_key_is_known_again()
    {
        var table = await TableAsync("idempotency key");
        var keys = new RequestKeys(table, new HousekeepingCalendar(table), time);
        var ada = Caller.ForMember(new TenantId("acme"), new MemberId("ada"), []);
        Assert.Equal(RequestBinding.Repeat, await keys.BindAsync(ada, "a key", "PUT /api/contacts", default));
        Assert.Equal(RequestBinding.Other, await keys.BindAsync(ada, "a key", "PUT /api/imports", default));
    }

    [Fact]
    public async Task A_subscription_leads_to_its_connection()
    {
        var found = await new SubscriptionStore(await TableAsync("subscription", "connection subscription")).FindAsync("s1", default);
        Assert.Equal((Connection, "s1"), (found!.Value.Key, found.Value.Stored.Subscription.Id));
    }

    [Fact]
    public async Task A_snapshot_is_asked_for() => Assert.Equal(
        [new TenantId("acme")], await new SnapshotRequests(await TableAsync("snapshot request")).AllAsync(default).ToListAsync());

    [Fact]
    public async Task The_right_to_write_is_held_until_it_has_expired()
    {
        var table = await TableAsync("writer lease");
        Assert.Equal("fe5df85dcd7f513fba50", await WriterLease.HolderAsync(table, time, Demo, default));
        Assert.Null(await WriterLease.TryTakeAsync(table, time, Demo, "other", TimeSpan.FromMinutes(1), default));
        time.Advance(TimeSpan.FromSeconds(31));
        await using var lease = await WriterLease.TryTakeAsync(table, time, Demo, "other", TimeSpan.FromMinutes(1), default);
        Assert.NotNull(lease);
    }

    [Fact]
    public async Task Kept_bytes_are_added_to()
    {
        var table = await TableAsync("kept bytes");
        var quota = new UploadQuota(table, new ActiveImports(table, time), new Limits());
        await quota.AddAsync(Demo, 4, default);
        Assert.Equal(1350, await quota.BytesAsync(Demo, default));
    }

    [Fact]
    public async Task A_wake_up_that_is_on_its_way_is_not_sent_again_before_it_counts_as_lost()
    {
        var (table, sent) = (await TableAsync("wake-up"), new Sent());
        await new WakeUps(table, sent, time).AddAsync(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), default);
        Assert.Empty(sent.Messages);
    }

    [Fact]
    public async Task A_partition_is_due_on_its_day()
    {
        var due = await new HousekeepingCalendar(await TableAsync("partition due for housekeeping"))
            .Until(new DateOnly(2026, 12, 23), default).Rows.SingleAsync();
        Assert.Equal(new DuePartition(Partition.Directory(Demo), new DateOnly(2026, 12, 23)), HousekeepingCalendar.Read(due));
    }

    [Fact]
    public void A_page_that_was_seen_holds_what_it_held()
    {
        var (seen, keys) = (new SeenItems(), new LinkKeys(Connection.Id));
        seen.Add(RowBefore.One("seen page").Data.Span);
        Assert.All(Enumerable.Range(1_000_001, 60), item => Assert.True(seen.Contains(keys.ContactOf($"people/c{item}"))));
        Assert.False(seen.Contains(keys.ContactOf("people/c1000000")));
    }

    /// <summary>The purpose of the encryption and the form of what is encrypted never change.</summary>
    [Fact]
    public async Task Secrets_are_decrypted()
    {
        var protection = new EphemeralDataProtectionProvider();
        var said =
            """{"refreshToken":"one","pending":{"stateHash":"AQI=","verifier":"v","expires":"2026-11-23T09:10:00+00:00"}}"""u8;
        var secret = protection.CreateProtector("ServerlessContacts.Sync.Secrets.v1", "demo", "anna", Connection.Id).Protect(said.ToArray());
        var table = new MemoryTable();
        await table.SubmitAsync("demo~manna", [RowWrite.Put($"o~{Connection.Id}", 0, secret)], default);
        Assert.Equal("one", (await new SecretStore(table, protection).FindAsync(Connection, default)).Secrets.RefreshToken);
    }

    /// <summary>The look had seen all rows; what is left is to delete what none of them names.</summary>
    [Fact]
    public async Task A_search_for_photos_goes_on_where_it_was()
    {
        var blobs = new MemoryBlobs(time);
        blobs.Container(Photos.Container).Put($"demo/{Photos.NameOf([1])}", [1]);
        time.Advance(TimeSpan.FromDays(40));
        var marks = Convert.ToBase64String(new byte[256 * 1024]);
        var look = $$"""{"Began":"{{time.GetUtcNow():O}}","Partition":"","After":"","Marks":"{{marks}}"}""";
        var table = new MemoryTable();
        await table.SubmitAsync("demo~d", [RowWrite.Put("p~photos", 0, Encoding.UTF8.GetBytes(look))], default);

        await new PhotoHousekeeping(table, table, new Photos(blobs), new Retentions(), time)
            .RunAsync(Partition.Directory(Demo), DateTimeOffset.MaxValue, default);
        Assert.Empty(blobs.Paths);
        Assert.Empty(table.Dump());
    }

    private static Task<MemoryTable> TableAsync(params string[] kinds) => RowBefore.TableAsync(kinds.SelectMany(RowBefore.All));

    private sealed class Sent : IWorkQueue<WakeUp>
    {
        public List<WakeUp> Messages { get; } = [];

        public Task SendAsync(WakeUp message, TimeSpan delay, CancellationToken cancellationToken)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }
    }
}
