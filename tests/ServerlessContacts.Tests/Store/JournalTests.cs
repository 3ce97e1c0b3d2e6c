using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

public sealed class JournalTests : JournalContract
{
    protected override ITable Table { get; } = new MemoryTable();
}
