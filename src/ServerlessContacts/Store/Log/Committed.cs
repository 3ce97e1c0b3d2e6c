using Azure;

namespace ServerlessContacts.Store.Log;

public enum CommitStatus
{
    /// <summary>Stored now.</summary>
    Saved,

    /// <summary>An earlier write with the same operation id had stored it; nothing was written now.</summary>
    Repeated,

    /// <summary>A row was not as the edit expected; nothing was written.</summary>
    Conflict,
}

/// <summary>What became of a write. <see cref="Sequence"/> and <see cref="Note"/> are those of the change that holds it.</summary>
public sealed record Committed
{
    private readonly long sequence;

    private Committed(CommitStatus status, long sequence, ReadOnlyMemory<byte> note, string? lostRow)
    {
        Status = status;
        this.sequence = sequence;
        Note = note;
        LostRow = lostRow;
    }

    public CommitStatus Status { get; }

    public bool IsStored => Status != CommitStatus.Conflict;

    public long Sequence => IsStored ? sequence : throw new InvalidOperationException("A write that was not stored has no sequence.");

    public ReadOnlyMemory<byte> Note { get; }

    /// <summary>The new entity tags of the edited rows, by position; empty where the write was repeated.</summary>
    public IReadOnlyList<ETag> ETags { get; private init; } = [];

    /// <summary>The key of the row that was not as expected.</summary>
    public string? LostRow { get; }

    public static Committed Saved(long sequence, ReadOnlyMemory<byte> note, IReadOnlyList<ETag> etags) =>
        new(CommitStatus.Saved, sequence, note, null) { ETags = etags };

    public static Committed Repeated(long sequence, ReadOnlyMemory<byte> note) => new(CommitStatus.Repeated, sequence, note, null);

    public static Committed Conflict(string rowKey) => new(CommitStatus.Conflict, 0, default, rowKey);
}
