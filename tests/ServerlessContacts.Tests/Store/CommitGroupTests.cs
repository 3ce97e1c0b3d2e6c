using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

public sealed class CommitGroupTests : CommitGroupContract
{
    protected override ITable Table { get; } = new MemoryTable();
}
