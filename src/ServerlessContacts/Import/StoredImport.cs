using System.Text.Json.Serialization;
using Azure;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>The version of a blob that an import reads.</summary>
public sealed record SourceBlob(string Container, string Path, string Version, long Length)
{
    [JsonIgnore]
    public ETag ETag => new(Version);

    public override string ToString() => $"{Container}/{Path}";
}

/// <summary>What was found out of a file beyond what its header says, so that each run reads it the same way.</summary>
public sealed record FileReading
{
    public DateOrder Dates { get; init; }

    /// <summary>What the columns hold, where somebody settled it.</summary>
    public ColumnMapping? Mapping { get; init; }
}

/// <summary>How far an import has come: everything before is stored, nothing after has been counted.</summary>
/// <param name="Rows">Rows read, blank ones left out.</param>
/// <param name="Chunk">The next chunk's number.</param>
/// <param name="Blocks">Blocks of rejected rows that are committed.</param>
public sealed record Checkpoint(long Rows, int Chunk, int Blocks)
{
    public static readonly Checkpoint Start = new(0, 0, 0);
}

/// <summary>All that is kept of an import, in one row, so that counts, progress and checkpoint move together.</summary>
public sealed record StoredImport
{
    public required ImportRecord Record { get; init; }

    public required ImportOptions Options { get; init; }

    public required SourceBlob Blob { get; init; }

    public required DateTimeOffset Registered { get; init; }

    /// <summary>Null until the file was recognised.</summary>
    public FileReading? Reading { get; init; }

    public Checkpoint Checkpoint { get; init; } = Checkpoint.Start;

    /// <summary>Runs that began since the checkpoint last moved.</summary>
    public int Attempts { get; init; }

    /// <summary>When this row was last written: what is unfinished and silent for long has lost its message.</summary>
    public required DateTimeOffset Saved { get; init; }

    [JsonIgnore]
    public bool IsFinished => Record.Status is not (ImportStatus.Queued or ImportStatus.Running);

    /// <summary>The row as it was read, for the next write.</summary>
    [JsonIgnore]
    public StoredRow? Row { get; init; }

    [JsonIgnore]
    public TenantId Tenant { get; init; }
}
