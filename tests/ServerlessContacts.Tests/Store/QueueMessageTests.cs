using ServerlessContacts.Backup;
using ServerlessContacts.Contacts;
using ServerlessContacts.Erasure;
using ServerlessContacts.Housekeeping;
using ServerlessContacts.Import;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;

namespace ServerlessContacts.Tests.Store;

/// <summary>
/// Old and new instances run side by side for a while: each reads what the other has sent, from the queues that both know.
/// </summary>
public sealed class QueueMessageTests
{
    public static TheoryData<string, object, Func<string, object>> Messages => new()
    {
        { """{"tenant":"acme","import":"1f"}""", new ImportMessage("acme", "1f"), ImportMessage.Parse },
        { """{"tenant":"acme","member":"anna","connection":"c1"}""", new SyncMessage("acme", "anna", "c1"), SyncMessage.Parse },
        { """{"tenant":"acme","member":"anna","connection":"c1","run":"r1"}""", new SyncMessage("acme", "anna", "c1", "r1"), SyncMessage.Parse },
        { """{"tenant":"acme","erasure":"e1"}""", new ErasureMessage("acme", "e1"), ErasureMessage.Parse },
        { """{"partition":"acme~s0","day":"2026-12-01"}""", new HousekeepingMessage("acme~s0", new DateOnly(2026, 12, 1)), HousekeepingMessage.Parse },
        { "20261201-0700", new BackupMessage("20261201-0700"), text => new BackupMessage(text) },
        { "acme", new SnapshotMessage(new TenantId("acme")), text => new SnapshotMessage(new TenantId(text)) },
        { "20261201070010", new WakeUp("20261201070010"), text => new WakeUp(text) },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_written_and_read_as_ever(string text, object message, Func<string, object> read)
    {
        Assert.Equal(text, message.ToString());
        Assert.Equal(message, read(text));
    }

    [Fact]
    public void The_queues_have_the_names_that_they_always_had() => Assert.Equal(
        ["backup", "erasures", "housekeeping", "imports", "search-snapshots", "sync", "wake-ups"],
        Rooms.NeedsOf(StorageKind.Queue).Order(StringComparer.Ordinal));
}
