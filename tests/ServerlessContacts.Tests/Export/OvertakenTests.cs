using ServerlessContacts.Contacts;
using ServerlessContacts.Export.Reading;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Tests.Contacts;

namespace ServerlessContacts.Tests.Export;

/// <summary>What has changed since the moment is kept in mind within a limit.</summary>
public class OvertakenTests
{
    private static readonly Partition Shard = Partition.Shared(ExportRig.Tenant, 0);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task An_export_ends_when_more_is_overwritten_than_is_kept_in_mind(int overwritten, bool ends)
    {
        var rig = new ExportRig();
        await rig.ShareAsync(Enumerable.Range(0, 3).Select(number => Named($"before {number}")));
        var sequence = await rig.Journal.SequenceAsync(Shard, default);
        var stored = await new ContactStore(rig.Journal).AllAsync(Shard, default).ToListAsync();
        foreach (var contact in stored.Take(overwritten))
        {
            var after = contact.Record with { Contact = Named("after") };
            await rig.Journal.CommitAsync(Shard, Operation.New("member:ada"), [ContactEdits.Change(contact, after)], default);
        }

        var changes = new ChangesSince(rig.Journal, Shard, sequence, mostBytes: stored[0].Row.Data.Length);
        var settle = () => changes.SettleAsync([], null, default);
        if (ends)
        {
            await Assert.ThrowsAsync<StoreBusyException>(settle);
        }
        else
        {
            Assert.Equal(overwritten, (await settle()).Count);
        }
    }

    private static Contact Named(string name) => GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = name } });
}
