using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What a connection has left goes with the next look at its owner's partition.</summary>
public sealed class OrphanHousekeepingTests
{
    private const string Kinds = "nolygvdsejb";

    [Fact]
    public async Task Rows_of_a_connection_that_is_gone_go_and_those_of_one_that_is_there_stay()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(SyncRig.Clean(new Contact { Name = new ContactName { Full = "Aiko Tanaka" } }));
        await rig.AddAsync(SyncRig.Clean(new Contact { Name = new ContactName { Full = "Boris Petit" } }));
        await rig.SyncAsync();
        var rows = await KeysAsync(rig);
        Assert.Contains(rows, key => key.StartsWith($"{Link.Kind.First}{SyncRig.Key.Id}~", StringComparison.Ordinal));
        foreach (var kind in Kinds)
        {
            await InsertAsync(rig, $"{kind}~00000000000000000002{(kind is 'o' or 'y' ? "" : "~left")}");
        }

        Assert.Equal(rows.Count + Kinds.Length, (await KeysAsync(rig)).Count);
        var step = new OrphanHousekeeping(rig.Table, new ExpiredRows(rig.Table, rig.Time));
        Assert.Equal(DateTimeOffset.MaxValue, await step.RunAsync(SyncRig.Key.Partition, DateTimeOffset.MaxValue, default));
        Assert.Equal(rows, await KeysAsync(rig));
        Assert.Equal(DateTimeOffset.MaxValue, await step.RunAsync(Partition.Shared(SyncRig.Demo, 0), DateTimeOffset.MaxValue, default));
    }

    [Fact]
    public async Task Without_time_a_look_deletes_one_transaction()
    {
        var rig = await SyncRig.StartAsync();
        for (var number = 0; number < 150; number++)
        {
            await InsertAsync(rig, $"{Link.Kind.First}00000000000000000002~{number}");
        }

        var step = new OrphanHousekeeping(rig.Table, new ExpiredRows(rig.Table, rig.Time));
        Assert.Null(await step.RunAsync(SyncRig.Key.Partition, DateTimeOffset.MinValue, default));
        Assert.Equal(50, (await KeysAsync(rig)).Count(key => Link.Kind.Holds(key)));
        Assert.NotNull(await step.RunAsync(SyncRig.Key.Partition, DateTimeOffset.MaxValue, default));
        Assert.DoesNotContain(await KeysAsync(rig), key => Link.Kind.Holds(key));
    }

    private static Task InsertAsync(SyncRig rig, string key) =>
        rig.Table.SubmitAsync(SyncRig.Key.Partition.Key, [RowWrite.Insert(key, 0, "{}"u8.ToArray())], default);

    private static async Task<List<string>> KeysAsync(SyncRig rig) =>
        await rig.Table.RangeAsync(SyncRig.Key.Partition.Key, "a", "~", default).Select(row => row.RowKey).ToListAsync();
}
