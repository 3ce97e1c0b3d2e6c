using System.Text;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Tests.Backup;
using ServerlessContacts.Tests.Erasure;
using ServerlessContacts.Tests.Housekeeping;

namespace ServerlessContacts.Tests.Store;

/// <summary>What a new kind of row needs is declared in its room: no engine changes.</summary>
public sealed class PlantedRoomTests
{
    private static readonly Partition Shard = Partition.Shared(ErasureRig.Acme, 0);

    [Fact]
    public async Task A_persons_rows_of_a_new_kind_are_erased_counted_and_taken_out_of_the_log()
    {
        var rig = await ErasureRigAsync();
        await new MarkedPerson(rig).FillAsync();
        await rig.CommitAsync(
            Shard,
            PlantedRoom.Write(MarkedPerson.Shared, 1, "likes tea"),
            PlantedRoom.Write(MarkedPerson.Other, 2, "asked for Zebulon Quartermain"),
            PlantedRoom.Write(MarkedPerson.Other, 3, "likes coffee"));
        var asked = await rig.RequestAsync(false, MarkedPerson.Shared, MarkedPerson.Personal);
        await rig.RunAsync();
        Assert.DoesNotContain(rig.Everything(), place => place.Text.Contains("likes tea", StringComparison.Ordinal)
            || place.Text.Contains("Quartermain", StringComparison.Ordinal));
        Assert.Equal([PlantedRoom.Note.Key($"{MarkedPerson.Other}~3")], Notes(rig));
        Assert.Equal(2, (await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record.Counts[PlantedRoom.Trace]);
    }

    [Fact]
    public async Task A_members_rows_of_a_new_kind_go_with_their_partition_and_through_the_log()
    {
        var rig = await ErasureRigAsync();
        await new MarkedMember(rig).FillAsync();
        await rig.CommitAsync(MarkedMember.Own, PlantedRoom.Write("s0-1", 1, "call back"));
        var asked = await rig.RequestAsync(false, MarkedMember.Zoe);
        await rig.RunAsync();
        Assert.DoesNotContain(rig.Everything(), place => place.Text.Contains("call back", StringComparison.Ordinal));
        Assert.Empty(Notes(rig));
        Assert.Equal(1, (await rig.Store.FindAsync(ErasureRig.Acme, asked.Record.Id, default))!.Record.Counts[PlantedRoom.Trace]);
    }

    [Fact]
    public async Task Rows_of_a_new_kind_are_backed_up_or_made_anew_as_their_room_says()
    {
        var rig = new BackupRig();
        (rig.More, var target) = (new PlantedRoom(rig.Table, rig.Time), new RestoreTarget(rig.Time));
        target.More = new PlantedRoom(target.Table, rig.Time);
        rig.Restart();
        var journal = new Journal(rig.Table, rig.Time);
        Edit stale = new(PlantedRoom.Count.Key("all"), null, PlantedRoom.Text("stale")) { IsLogged = false };
        Edit[] edits = [PlantedRoom.Write("s0-1", 1, "likes tea"), stale];
        Assert.True((await journal.CommitAsync(Shard, Operation.New("member:anna"), edits, default)).IsStored);
        await rig.BackUpAsync();
        Assert.IsType<RestoreResult.Restored>(await rig.RestoreAsync(target));
        Assert.Equal("\"likes tea\"", await TextAsync(target, PlantedRoom.Note.Key("s0-1~1")));
        Assert.Equal("\"1\"", await TextAsync(target, PlantedRoom.Count.Key("all")));
    }

    [Fact]
    public async Task What_is_of_a_kind_that_is_not_backed_up_is_in_no_backup()
    {
        var rig = new BackupRig { More = new PlantedRoom(new MemoryTable(), TimeProvider.System) };
        rig.Restart();
        Edit count = new(PlantedRoom.Count.Key("all"), null, PlantedRoom.Text("stale"));
        Assert.True((await new Journal(rig.Table, rig.Time).CommitAsync(Shard, Operation.New("member:anna"), [count], default)).IsStored);
        await rig.BackUpAsync();
        var target = new RestoreTarget(rig.Time);
        Assert.IsType<RestoreResult.Restored>(await rig.RestoreAsync(target));
        Assert.Null(await target.Table.FindAsync(Shard.Key, PlantedRoom.Count.Key("all"), default));
    }

    [Fact]
    public async Task Rows_of_a_new_kind_go_when_their_time_is_over()
    {
        var rig = new HousekeepingRig();
        rig.Steps = (table, _) => new PlantedRoom(table, rig.Time).Housekeeping;
        rig.Restart();
        var today = (int)(rig.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
        Edit[] edits = [PlantedRoom.Write("s0-1", today - 20, "old"), PlantedRoom.Write("s0-1", today + 20, "new")];
        Assert.True((await rig.Journal.CommitAsync(HousekeepingRig.Shard, Operation.New("member:anna"), edits, default)).IsStored);
        rig.Time.Advance(TimeSpan.FromDays(32));
        await rig.RunAsync();
        Assert.Equal([PlantedRoom.Note.Key($"s0-1~{today + 20}")], rig.Rows(PlantedRoom.Note.First).Select(row => row.RowKey));
    }

    private static async Task<ErasureRig> ErasureRigAsync()
    {
        var rig = await ErasureRig.StartAsync();
        rig.More = new PlantedRoom(rig.Table, rig.Time);
        rig.Restart();
        return rig;
    }

    private static IEnumerable<string> Notes(ErasureRig rig) =>
        rig.Table.Dump().Select(row => row.Row.RowKey).Where(PlantedRoom.Note.Holds);

    private static async Task<string> TextAsync(RestoreTarget target, string rowKey) =>
        Encoding.UTF8.GetString((await target.Table.FindAsync(Shard.Key, rowKey, default))!.Data.Span);
}
