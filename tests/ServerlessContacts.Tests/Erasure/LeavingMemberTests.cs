using System.Text;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Erasure;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using static ServerlessContacts.Tests.Erasure.MarkedMember;

namespace ServerlessContacts.Tests.Erasure;

public sealed class LeavingMemberTests
{
    /// <summary>Of all but the log.</summary>
    private const string Counts =
        "connections 1, contacts 2, favorites 2, files 5, imports 2, interactions 2, links 1, marks 2, photos 1, snapshots 1, syncItems 3";

    [Fact]
    public async Task Nothing_of_the_member_is_left_anywhere_and_the_others_are_as_they_were()
    {
        var rig = await FilledAsync();
        Assert.All(Marks, mark => Assert.NotEmpty(Places(rig, mark)));
        await rig.RequestAsync(false, Zoe);
        await rig.RunAsync();
        await IsErasedAsync(rig);
    }

    [Fact]
    public async Task What_is_left_counts_and_names_the_id_only()
    {
        var rig = await FilledAsync();
        var asked = await rig.RequestAsync(false, Zoe);
        await rig.RunAsync();
        var record = (await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record;
        Assert.Equal((ErasureStatus.Done, "zoe", 0, 0), (record.Status, record.Member, record.Contacts.Count, record.Alike.Count));
        Assert.Equal($"changes 13, {Counts}", Text(record.Counts));
    }

    [Fact]
    public async Task What_the_end_of_a_connection_removes_beside_the_erasure_counts_as_well()
    {
        var rig = await FilledAsync();
        rig.EndConnectionAsync = async () =>
        {
            foreach (var row in rig.Table.Dump().Where(row => row.Partition == Own.Key && row.Row.RowKey[0] is 'l' or 'd' or 'e' or 's'))
            {
                await rig.Table.SubmitAsync(Own.Key, [RowWrite.Delete(row.Row.RowKey, row.Row.ETag)], default);
            }
        };
        var asked = await rig.RequestAsync(false, Zoe);
        await rig.RunAsync();
        Assert.Equal($"changes 13, {Counts}", Text((await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record.Counts));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_counts_the_same_but_for_what_the_erasure_itself_logs()
    {
        var rig = await FilledAsync();
        var asked = await rig.RequestAsync(true, Zoe);
        var before = Kept(rig);
        await rig.RunAsync();
        Assert.Equal(before, Kept(rig));
        var counts = (await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record.Counts;
        Assert.Equal($"changes 12, {Counts}", Text(counts));
    }

    [Fact]
    public async Task The_logs_stay_dense_and_say_of_contacts_stars_and_the_entry_that_they_are_gone()
    {
        var rig = await FilledAsync();
        await rig.RequestAsync(false, Zoe);
        await rig.RunAsync();
        foreach (var partition in new[] { Own, MarkedMember.Members })
        {
            var changes = await rig.Journal.ChangesAsync(partition, 0, default).ToListAsync();
            Assert.Equal(Enumerable.Range(1, changes.Count).Select(sequence => (long)sequence), changes.Select(change => change.Sequence));
            Assert.Equal(await rig.Journal.SequenceAsync(partition, default), changes[^1].Sequence);
        }

        var own = await rig.Journal.ChangesAsync(Own, 0, default).ToListAsync();
        Assert.All(own.SelectMany(change => change.Rows), row => Assert.True(row.IsErased));
        Assert.All(own.SelectMany(change => ContactChange.Of(Own, change)), contact => Assert.Equal(ChangeKind.Deleted, contact.Kind));
        Assert.Single(own.SelectMany(change => change.Rows), row => row.RowKey == $"f~{Shared}");
        var left = rig.Table.Dump().Where(row => row.Partition == Own.Key).Select(row => row.Row.RowKey).Where(key => key.Length > 2 && key[0] is not ('z' or 'r'));
        Assert.Empty(left);
    }

    [Fact]
    public async Task The_receipts_stay_without_what_they_say_of_calls()
    {
        var rig = await FilledAsync();
        var receipts = new[] { ("interaction-1", $"i~{Shared}~1~x"), ("made", "manna-1") };
        foreach (var (id, note) in receipts)
        {
            await rig.Journal.CommitAsync(Own, new Operation(id, "member:zoe", "member:zoe") { Note = Encoding.UTF8.GetBytes(note) }, [new Edit($"f~s0-{id[..4]}", null, "{}"u8.ToArray())], default);
        }

        await rig.RequestAsync(false, Zoe);
        await rig.RunAsync();
        Assert.Equal([("interaction-1", ""), ("made", "manna-1")], await StoredReceipt.OfAsync(rig.Journal, Own, "i", "n", default)
            .Select(receipt => (receipt.Operation, Encoding.UTF8.GetString(receipt.Note.Span))).ToListAsync());
        Assert.Equal(CommitStatus.Repeated, (await rig.Journal.CommitAsync(Own, new Operation("interaction-1", "", ""), [new Edit("f~x", null, "{}"u8.ToArray())], default)).Status);
    }

    [Fact]
    public async Task Whoever_keeps_the_directory_in_memory_forgets_the_member_and_a_valid_token_makes_them_anew()
    {
        var rig = await FilledAsync();
        var directory = new TenantDirectory(rig.Journal, ConfiguredTenants.None, rig.Time);
        Assert.Contains("Zoe Quartz", (await directory.FindAsync(ErasureRig.Acme, default))!.Members.Values.Select(member => member.Name));
        await rig.RequestAsync(false, Zoe);
        await rig.RunAsync();
        rig.Time.Advance(TenantDirectory.MaxAge * 2);
        var after = (await directory.FindAsync(ErasureRig.Acme, default))!;
        Assert.Equal(["anna"], after.Members.Values.Select(member => member.Id));

        var described = new MemberDescription(Zoe, "Zoe Anew", null, []);
        await new MemberStore(rig.Journal, rig.Time).EnsureAsync(ErasureRig.Acme, described, after, default);
        rig.Time.Advance(TenantDirectory.MaxAge * 2);
        var anew = (await directory.FindAsync(ErasureRig.Acme, default))!.Members[MemberRecord.ContactId(Zoe).Unique];
        Assert.Equal(("Zoe Anew", null), (anew.Name, anew.Email));
        Assert.True(anew.Created > DateTimeOffset.UnixEpoch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erasure_that_dies_at_any_write_is_gone_on_with_and_leaves_nothing(bool takesEffect) =>
        Assert.InRange(await ErasureRig.DieAtEachWriteAsync(takesEffect, FilledAsync, rig => rig.RequestAsync(false, Zoe), IsErasedAsync), 20, 100);

    [Fact]
    public async Task What_the_time_does_not_suffice_for_is_left_to_the_next_message()
    {
        var rig = await FilledAsync();
        rig.Settings = new ErasureSettings { Budget = TimeSpan.Zero };
        rig.Restart();
        await rig.RequestAsync(false, Zoe);
        Assert.InRange(await rig.RunAsync(), 40, 400);
        await IsErasedAsync(rig);
    }

    [Fact]
    public async Task The_same_idempotency_key_does_not_stand_for_another_member()
    {
        var rig = await FilledAsync();
        var request = new ErasureRequest(ErasureRig.Acme, [], true, "member:admin", "k") { Member = Zoe };
        Assert.NotNull(await rig.Erasures.RequestAsync(request, default));
        Assert.NotNull(await rig.Erasures.RequestAsync(request, default));
        Assert.Null(await rig.Erasures.RequestAsync(request with { Member = ErasureRig.Anna }, default));
    }

    [Theory]
    [InlineData("zoe", "mzoe-1", true)]
    [InlineData("zoe", "mzoe2-1", false)]
    [InlineData("a", "ma-b-1", false)]
    [InlineData("a", "s0-1", false)]
    public void Whose_a_contact_is_follows_from_its_id(string member, string contact, bool theirs)
    {
        var record = new ErasureRecord { Id = "", By = "", Requested = default, Contacts = [], Member = member };
        Assert.Equal(theirs, new StoredErasure { Record = record, Tenant = ErasureRig.Acme }.Person().Has(contact));
    }

    private static string Text(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));

    private static async Task<ErasureRig> FilledAsync()
    {
        var rig = await ErasureRig.StartAsync();
        await new MarkedMember(rig).FillAsync();
        return rig;
    }

    private static async Task IsErasedAsync(ErasureRig rig)
    {
        Assert.All(Marks, mark => Assert.Empty(Places(rig, mark)));
        Assert.Equal(["photos/acme/0123456789", "uploads/acme/8/others.csv"], rig.Files.All.Keys);
        Assert.Null(await rig.Journal.FindAsync(MarkedMember.Members, MemberRecord.RowKey(Zoe), default));
        Assert.NotNull(await rig.Journal.FindAsync(MarkedMember.Members, MemberRecord.RowKey(ErasureRig.Anna), default));
        Assert.NotNull(await rig.Journal.FindAsync(MarkedMember.Members, "i~-~1~z", default));
        string[] kept = ["c~same", $"f~{Shared}", $"i~{Shared}~1~v", "d~c1~kept"];
        foreach (var key in kept)
        {
            Assert.NotNull(await rig.Journal.FindAsync(ErasureRig.Own, key, default));
        }

        Assert.Null(await rig.Journal.FindAsync(ErasureRig.Own, $"f~{MemberRecord.ContactId(Zoe)}", default));
        Assert.Equal(ErasureStatus.Done, (await rig.Store.AllAsync(ErasureRig.Acme, default).FirstAsync()).Record.Status);
    }

    private static List<(string, string)> Kept(ErasureRig rig) => [.. rig.Everything().Where(place => !place.Place.Contains("e~", StringComparison.Ordinal))];

    private static List<string> Places(ErasureRig rig, string mark) =>
        [.. rig.Everything().Where(place => place.Text.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(place => place.Place)];
}
