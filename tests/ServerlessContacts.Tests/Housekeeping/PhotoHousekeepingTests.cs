using ServerlessContacts.Contacts;
using ServerlessContacts.Housekeeping;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>Photos go when nothing that a tenant has, had within its log, or could restore names them any more.</summary>
public sealed class PhotoHousekeepingTests
{
    private static readonly TenantId Acme = new("acme");
    private static readonly Partition Directory = Partition.Directory(Acme);

    private readonly PhotoShelf photos;
    private readonly HousekeepingRig rig;

    public PhotoHousekeepingTests() => (rig, photos) = Rig();

    [Fact]
    public async Task A_photo_that_no_row_and_no_change_names_goes_after_a_month()
    {
        photos.Store(Name(1), Name(2), Name(3), Name(4), Name(5), Name(6));
        await AddAsync(ContactId.Shared(0, "a"), Name(1));
        await DeleteAsync(await AddAsync(ContactId.Personal(new MemberId("bob"), "b"), Name(2)));
        await ChangeAsync(await AddAsync(ContactId.Shared(1, "c"), Name(3)), Name(4));
        var named = System.Text.Encoding.UTF8.GetBytes($$"""{"was":"{{Name(5)}}"}""");
        await rig.Table.SubmitAsync("acme~s7", [RowWrite.Insert("l~one~two", 0, named)], default);
        await LookAsync(29);
        Assert.Equal(6, photos.Names.Count);
        await LookAsync(2);
        Assert.Equal(new[] { Name(1), Name(2), Name(3), Name(4), Name(5) }.Order(StringComparer.Ordinal), photos.Names);
        Assert.Empty(rig.Rows("p~", Directory.Key));
    }

    [Fact]
    public async Task A_before_image_keeps_its_photo_as_long_as_the_log_does()
    {
        photos.Store(Name(3), Name(4));
        await ChangeAsync(await AddAsync(ContactId.Shared(0, "c"), Name(3)), Name(4));
        await ChangeAsync(ContactId.Shared(0, "c"), Name(4), "Other");
        await LookAsync(80);
        Assert.Equal(2, photos.Names.Count);
        rig.Time.Advance(TimeSpan.FromDays(11));
        await rig.Compactor.RunAsync(Partition.Shared(Acme, 0), rig.Time.GetUtcNow().AddDays(-90), DateTimeOffset.MaxValue, default);
        await LookAsync(0);
        Assert.Equal([Name(4)], photos.Names);
    }

    [Fact]
    public async Task What_another_tenant_names_is_none_of_this_ones()
    {
        photos.Store(Name(1));
        await rig.Table.SubmitAsync("acme-b~s0", [RowWrite.Insert("c~x", 0, System.Text.Encoding.UTF8.GetBytes(Name(1)))], default);
        await LookAsync(31);
        Assert.Empty(photos.Names);
    }

    [Fact]
    public async Task One_that_is_stored_again_while_the_look_goes_on_stays()
    {
        photos.Store(Name(1));
        rig.Time.Advance(TimeSpan.FromDays(31));
        var listings = 0;
        photos.Listed = () =>
        {
            if (++listings == 2)
            {
                photos.Store(Name(1));
            }
        };
        await LookAsync(0);
        Assert.Equal((2, 1), (listings, photos.Names.Count));
    }

    [Fact]
    public async Task Without_old_photos_no_row_is_read()
    {
        await AddAsync(ContactId.Shared(0, "a"), Name(1));
        photos.Store(Name(1));
        var (reads, writes) = (rig.Table.RowsRead, rig.Table.Transactions);
        Assert.Equal(rig.Time.GetUtcNow() + TimeSpan.FromDays(30), await Step(rig, photos, rig.Table)
            .RunAsync(Directory, DateTimeOffset.MaxValue, default));
        Assert.Equal((reads, writes), (rig.Table.RowsRead, rig.Table.Transactions));
        Assert.Equal(DateTimeOffset.MaxValue, await Step(rig, photos, rig.Table)
            .RunAsync(Partition.Shared(Acme, 0), DateTimeOffset.MaxValue, default));
    }

    [Fact]
    public async Task A_look_without_time_sees_a_row_and_goes_on_in_a_next_message()
    {
        rig.Settings = new HousekeepingSettings { Budget = TimeSpan.Zero };
        rig.Restart();
        photos.Store(Name(1), Name(2), Name(3));
        await AddAsync(ContactId.Shared(0, "a"), Name(1));
        await LookAsync(31);
        Assert.Equal([Name(1)], photos.Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_look_that_dies_at_any_write_is_made_up_for(bool takesEffect)
    {
        for (var writes = 1; ; writes++)
        {
            var (one, shelf) = Rig();
            one.Settings = new HousekeepingSettings { Budget = TimeSpan.Zero };
            one.Restart();
            shelf.Store(Name(1), Name(2));
            await one.WriteAsync(1, Directory);
            await one.Table.SubmitAsync("acme~s0", [RowWrite.Insert("c~a", 0, System.Text.Encoding.UTF8.GetBytes(Name(1)))], default);
            one.Time.Advance(TimeSpan.FromDays(31));
            var died = await one.DiesAsync(writes, takesEffect, one.RunAsync);
            await one.RunAsync();
            Assert.Equal([Name(1)], shelf.Names);
            if (!died)
            {
                Assert.InRange(writes, 6, 40);
                return;
            }
        }
    }

    [Fact]
    public async Task A_look_that_was_left_for_long_begins_anew()
    {
        photos.Store(Name(1), Name(2));
        await rig.WriteAsync(1, Directory);
        rig.Time.Advance(TimeSpan.FromDays(31));
        Assert.Null(await Step(rig, photos, rig.Table).RunAsync(Directory, rig.Time.GetUtcNow(), default));
        rig.Time.Advance(TimeSpan.FromDays(8));
        await rig.Table.SubmitAsync(Directory.Key, [RowWrite.Insert("a~first", 0, System.Text.Encoding.UTF8.GetBytes(Name(1)))], default);
        Assert.NotNull(await Step(rig, photos, rig.Table).RunAsync(Directory, DateTimeOffset.MaxValue, default));
        Assert.Equal([Name(1)], photos.Names);
    }

    [Fact]
    public void Every_name_that_was_seen_is_marked_and_hardly_any_other()
    {
        var marks = new PhotoMarks(new byte[PhotoMarks.Bytes]);
        for (var i = 0; i < 100_000; i++)
        {
            marks.See(System.Text.Encoding.UTF8.GetBytes($$"""{"id":"abc{{i}}","photo":"{{Name(i)}}"}"""));
        }

        Assert.All(Enumerable.Range(0, 100_000), i => Assert.True(marks.MayHold(Name(i))));
        Assert.InRange(Enumerable.Range(200_000, 100_000).Count(i => marks.MayHold(Name(i))), 20, 300);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "")]
    [InlineData("", "0a")]
    [InlineData("\"", "\",")]
    public void A_name_is_seen_wherever_it_stands(string before, string after)
    {
        var marks = new PhotoMarks(new byte[PhotoMarks.Bytes]);
        marks.See(System.Text.Encoding.UTF8.GetBytes($"deadbeef {before}{Name(1)}{after} {Name(2)[..63]}"));
        Assert.Equal((true, false), (marks.MayHold(Name(1)), marks.MayHold(Name(2))));
    }

    private static (HousekeepingRig Rig, PhotoShelf Photos) Rig()
    {
        var made = new HousekeepingRig();
        var shelf = new PhotoShelf(new MemoryBlobs(made.Time));
        made.Steps = (table, _) => [Step(made, shelf, table)];
        made.Restart();
        return (made, shelf);
    }

    private static PhotoHousekeeping Step(HousekeepingRig rig, PhotoShelf photos, ITable table) =>
        new(table, rig.Table, photos.Photos, rig.Retentions, rig.Time);

    private static string Name(int number) => Photos.NameOf(BitConverter.GetBytes(number));

    private async Task LookAsync(int days)
    {
        rig.Time.Advance(TimeSpan.FromDays(days));
        var until = rig.Time.GetUtcNow() + rig.Settings.Budget;
        for (var turns = 0; await Step(rig, photos, rig.Table).RunAsync(Directory, until, default) is null; turns++)
        {
            Assert.True(turns < 100, "The look does not come to an end.");
        }
    }

    private async Task<ContactId> AddAsync(ContactId id, string photo)
    {
        await CommitAsync(id, ContactEdits.Create(id, Provenance.Create(
            new Contact { Name = new ContactName { Full = "Ada" }, Photo = photo }, "member:ada", "member:ada", rig.Time.GetUtcNow())));
        return id;
    }

    private async Task ChangeAsync(ContactId id, string photo, string name = "Ada")
    {
        var stored = await FindAsync(id);
        var contact = stored.Record.Contact with { Photo = photo, Name = new ContactName { Full = name } };
        await CommitAsync(
            id, ContactEdits.Change(stored, Provenance.Update(stored.Record, contact, "member:ada", "member:ada", rig.Time.GetUtcNow())!));
    }

    private async Task DeleteAsync(ContactId id) =>
        await CommitAsync(id, [.. ContactEdits.Delete(await FindAsync(id), rig.Time.GetUtcNow())]);

    private async Task<StoredContact> FindAsync(ContactId id) => (await new ContactStore(rig.Journal).FindAsync(Acme, id, default))!;

    private async Task CommitAsync(ContactId id, params Edit[] edits) =>
        Assert.True((await rig.Journal.CommitAsync(Partition.Of(Acme, id), Operation.New("member:ada"), edits, default)).IsStored);

    /// <summary>The pictures of one tenant.</summary>
    private sealed class PhotoShelf(MemoryBlobs account)
    {
        private static readonly string Folder = $"{Acme}/";

        private readonly MemoryContainer container = account.Container(Photos.Container);

        public Photos Photos { get; } = new(account);

        public Action? Listed
        {
            set => container.Listed = value;
        }

        public IReadOnlyList<string> Names => [.. container.Names.Select(name => name[Folder.Length..])];

        public void Store(params string[] names)
        {
            foreach (var name in names)
            {
                container.Put(Folder + name, []);
            }
        }
    }
}
