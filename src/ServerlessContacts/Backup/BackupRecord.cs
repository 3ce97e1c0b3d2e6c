namespace ServerlessContacts.Backup;

/// <summary>
/// One record of a file of rows. A partition begins, goes on in the next file where it must, and ends; of the rows and deletions between, later ones hold over earlier ones, as what was written
/// while the partition was read comes after what was read.
/// </summary>
internal abstract record BackupRecord
{
    private BackupRecord()
    {
    }

    /// <summary>What follows is of this partition.</summary>
    public sealed record Begin(string Partition) : BackupRecord;

    public sealed record Row(string RowKey, long Sequence, ReadOnlyMemory<byte> Data) : BackupRecord;

    /// <summary>The row was deleted while the partition was read.</summary>
    public sealed record Gone(string RowKey) : BackupRecord;

    /// <summary>The partition is whole, as it was after this sequence; 0 where it has no log.</summary>
    public sealed record End(long Head) : BackupRecord;

    private const byte BeginKind = 1;
    private const byte RowKind = 2;
    private const byte GoneKind = 3;
    private const byte EndKind = 4;

    public void Write(BinaryWriter writer)
    {
        switch (this)
        {
            case Begin begin:
                writer.Write(BeginKind);
                writer.Write(begin.Partition);
                break;
            case Row row:
                writer.Write(RowKind);
                writer.Write(row.RowKey);
                writer.Write(row.Sequence);
                writer.Write(row.Data.Span);
                break;
            case Gone gone:
                writer.Write(GoneKind);
                writer.Write(gone.RowKey);
                break;
            case End end:
                writer.Write(EndKind);
                writer.Write(end.Head);
                break;
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no record.</exception>
    public static BackupRecord Read(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false));
        return reader.ReadByte() switch
        {
            BeginKind => new Begin(reader.ReadString()),
            RowKind => new Row(reader.ReadString(), reader.ReadInt64(), bytes[(int)reader.BaseStream.Position..]),
            GoneKind => new Gone(reader.ReadString()),
            EndKind => new End(reader.ReadInt64()),
            var kind => throw new InvalidDataException($"A backup has no records of kind {kind}."),
        };
    }
}
