using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Backup;

/// <summary>How far the newest backup has come, and from which one the table was restored.</summary>
public sealed class BackupRows : IOwnedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } = [BackupStore.Kind, RestoreMarks.Kind];
}
