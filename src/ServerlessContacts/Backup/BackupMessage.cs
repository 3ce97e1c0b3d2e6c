namespace ServerlessContacts.Backup;

/// <summary>What lies in the queue: the id of the backup whose turn it is.</summary>
public readonly record struct BackupMessage(string Backup)
{
    public override string ToString() => Backup;
}
