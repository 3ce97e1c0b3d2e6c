using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Erasure;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using static ServerlessContacts.Tests.Erasure.MarkedPerson;

namespace ServerlessContacts.Tests.Erasure;

public sealed class ErasureTests
{
    private static readonly Partition Shard = Partition.Shared(ErasureRig.Acme, 0);

    [Fact]
    public async Task Nothing_of_the_person_is_left_anywhere_and_the_others_are_as_they_were()
    {
        var rig = await FilledAsync();
        Assert.All(Marks, mark => Assert.NotEmpty(Traces(rig, mark)));
        await rig.RequestAsync(false, Shared, Personal);
        await rig.RunAsync();
        await IsErasedAsync(rig);
    }

    [Fact]
    public async Task What_is_left_counts_and_names_nobody()
    {
        var rig = await FilledAsync();
        var asked = await rig.RequestAsync(false, Shared, Personal);
        await rig.RunAsync();
        var record = (await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record;
        Assert.Equal((ErasureStatus.Done, "member:admin", 0), (record.Status, record.By, record.Alike.Count));
        Assert.Equal(
            "changes 7, contacts 2, favorites 1, files 5, imports 1, interactions 2, links 1, marks 3, photos 1, snapshots 1, syncItems 5",
            string.Join(", ", record.Counts.Select(count => $"{count.Key} {count.Value}")));
        Assert.DoesNotContain(rig.Table.Dump(), row => row.Partition == "~erasures");
    }

    [Fact]
    public async Task A_dry_run_finds_the_same_writes_nothing_and_names_who_seems_to_be_the_same()
    {
        var rig = await FilledAsync();
        var asked = await rig.RequestAsync(true, Shared);
        var before = rig.Everything().Where(place => !place.Place.Contains("e~", StringComparison.Ordinal)).ToList();
        await rig.RunAsync();
        Assert.Equal(before, rig.Everything().Where(place => !place.Place.Contains("e~", StringComparison.Ordinal)).ToList());
        var record = (await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record;
        Assert.Equal([Personal], record.Alike);
        Assert.Equal((1, 5, 1), (record.Counts["contacts"], record.Counts["files"], record.Counts["favorites"]));
    }

    [Fact]
    public async Task The_log_stays_dense_and_says_of_the_contact_that_it_is_gone_and_nothing_else()
    {
        var rig = await FilledAsync();
        await rig.RequestAsync(false, Shared, Personal);
        await rig.RunAsync();
        var changes = await rig.Journal.ChangesAsync(Shard, 0, default).ToListAsync();
        Assert.Equal(Enumerable.Range(1, changes.Count).Select(sequence => (long)sequence), changes.Select(change => change.Sequence));
        Assert.Equal(await rig.Journal.SequenceAsync(Shard, default), changes[^1].Sequence);
        var contacts = changes.SelectMany(change => ContactChange.Of(Shard, change)).ToList();
        Assert.Equal(3, contacts.Count(contact => contact.Id.ToString() == Shared));
        Assert.All(contacts.Where(contact => contact.Id.ToString() == Shared), contact => Assert.Equal((true, ChangeKind.Deleted), (contact.IsErased, contact.Kind)));
        Assert.All(contacts.Where(contact => contact.Id.ToString() == Other), contact => Assert.NotNull(contact.After));
    }

    [Fact]
    public async Task The_item_at_the_provider_is_known_and_passed_over()
    {
        var rig = await FilledAsync();
        await rig.RequestAsync(false, Personal);
        await rig.RunAsync();
        var links = new Links(new OwnerRows(rig.Journal, ErasureRig.Own), new LinkKeys(Connection));
        Assert.Equal(LinkState.Erased, (await links.FindAsync(Item(ItemId), default))!.Link.State);
        var copy = Item("people/copy") with { ClientKey = new LinkKeys(Connection).ClientKey("marked", 1) };
        Assert.Equal(LinkState.Erased, (await links.FindAsync(copy, default))!.Link.State);
        Assert.Null(await links.FindAsync(Item("people/other"), default));
        var state = LinkJson.Read<SyncState>((await rig.Journal.FindAsync(ErasureRig.Own, $"y~{Connection}", default))!.Data);
        Assert.Equal((2, null), (state.Linked, state.Holder));
    }

    [Fact]
    public async Task A_picture_that_another_contact_has_stays()
    {
        var rig = await FilledAsync();
        await rig.CommitAsync(Shard, new Edit("c~twin", null, ContactJson.Write(Someone() with { Contact = Someone().Contact with { Photo = "feedbeef" } })));
        await rig.RequestAsync(false, Shared, Personal);
        await rig.RunAsync();
        Assert.Contains("photos/acme/feedbeef", rig.Files.All.Keys);
    }

    [Fact]
    public async Task A_contact_that_was_purged_leaves_what_its_id_still_finds()
    {
        var rig = await FilledAsync();
        var row = (await rig.Journal.FindAsync(Shard, "c~marked", default))!;
        await rig.CommitAsync(Shard, new Edit(row.RowKey, row, null));
        await rig.RequestAsync(false, Shared, Personal);
        await rig.RunAsync();
        await IsErasedAsync(rig);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erasure_that_dies_at_any_write_is_gone_on_with_and_leaves_nothing(bool takesEffect) =>
        Assert.InRange(await ErasureRig.DieAtEachWriteAsync(takesEffect, FilledAsync, rig => rig.RequestAsync(false, Shared, Personal), IsErasedAsync), 20, 100);

    [Fact]
    public async Task What_the_time_does_not_suffice_for_is_left_to_the_next_message()
    {
        var rig = await FilledAsync();
        rig.Settings = new ErasureSettings { Budget = TimeSpan.Zero };
        rig.Restart();
        await rig.RequestAsync(false, Shared, Personal);
        Assert.InRange(await rig.RunAsync(), 40, 400);
        await IsErasedAsync(rig);
    }

    [Fact]
    public async Task One_that_was_accepted_and_lost_its_message_is_found_and_sent_again()
    {
        var rig = await FilledAsync();
        await rig.RequestAsync(false, Shared, Personal);
        rig.Messages.Clear();
        await rig.Sweep.RunAsync(default);
        Assert.Empty(rig.Messages);
        rig.Time.Advance(rig.Settings.Silence + TimeSpan.FromSeconds(1));
        await rig.Sweep.RunAsync(default);
        await rig.RunAsync();
        await IsErasedAsync(rig);
    }

    [Fact]
    public async Task The_same_idempotency_key_is_the_same_erasure_and_not_another_one()
    {
        var rig = await FilledAsync();
        var request = new ErasureRequest(ErasureRig.Acme, [ErasureRig.Id(Shared)], true, "member:admin", "k");
        var one = (await rig.Erasures.RequestAsync(request, default))!;
        Assert.Equal(one.Record.Id, (await rig.Erasures.RequestAsync(request, default))!.Record.Id);
        Assert.Null(await rig.Erasures.RequestAsync(request with { DryRun = false }, default));
        Assert.NotEqual(one.Record.Id, (await rig.Erasures.RequestAsync(request with { Actor = "member:other" }, default))!.Record.Id);
    }

    private static ProviderItem Item(string id) => new() { Id = id };

    private static async Task<ErasureRig> FilledAsync()
    {
        var rig = await ErasureRig.StartAsync();
        await new MarkedPerson(rig).FillAsync();
        return rig;
    }

    private static async Task IsErasedAsync(ErasureRig rig)
    {
        Assert.All(Marks, mark => Assert.Empty(Traces(rig, mark)));
        Assert.Equal(
            ["imports/acme/others.csv", "imports/beta/theirs.csv", "photos/acme/0123456789"], rig.Files.All.Keys);
        Assert.NotNull(await rig.Journal.FindAsync(Shard, "c~other", default));
        Assert.NotNull(await rig.Journal.FindAsync(ErasureRig.Own, $"f~{Other}", default));
        Assert.NotNull(await rig.Journal.FindAsync(Partition.Directory(ErasureRig.Acme), "i~-~1~z", default));
        var outcomes = LinkJson.Read<Outcome[]>((await rig.Journal.FindAsync(ErasureRig.Own, string.Create(CultureInfo.InvariantCulture, $"s~{Connection}~{new string('0', 20)}~00000000"), default))!.Data);
        Assert.Equal("Somebody Else", Assert.Single(outcomes).Name);
        Assert.Equal(ErasureStatus.Done, (await rig.Store.AllAsync(ErasureRig.Acme, default).FirstAsync()).Record.Status);
    }

    private static List<string> Traces(ErasureRig rig, string mark) =>
        [.. rig.Everything().Where(place => place.Text.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(place => place.Place)];
}
