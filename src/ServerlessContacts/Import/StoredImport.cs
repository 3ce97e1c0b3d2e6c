using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>The version of a blob that an import reads.</summary>
public sealed record SourceBlob(string Container, string Path, string Version, long Length)
{
    public override string ToString() => $"{Container}/{Path}";
}

/// <summary>What was found out of a file beyond what its header says, so that each run reads it the same way.</summary>
public sealed record FileReading
{
    public DateOrder Dates { get; init; }

    /// <summary>The encoding of what cards quote without saying one; null for the file's.</summary>
    public string? Quoted { get; init; }

    /// <summary>What the columns hold, where somebody settled it.</summary>
    public ColumnMapping? Mapping { get; init; }
}

/// <summary>What a run of an import does with the rows.</summary>
public enum ImportStage
{
    /// <summary>Stores them as they are read.</summary>
    Writing,

    /// <summary>Decides them and writes the list of what would be done.</summary>
    Planning,
}

/// <summary>A list in container <see cref="ImportStorage.Reports"/>, one JSON document a line, that grows block by block.</summary>
public sealed record ListExtent(long Items, int Blocks)
{
    public static readonly ListExtent None = new(0, 0);
}

/// <summary>What is left of an import in blobs.</summary>
public enum KeptFiles
{
    All,

    /// <summary>Not the file that was sent.</summary>
    Reports,

    None,
}

/// <summary>How far an import has come: everything before is stored, nothing after has been counted.</summary>
/// <param name="Rows">Rows read, blank ones left out, and after them the contacts that no row names.</param>
/// <param name="Chunk">The next chunk's number.</param>
/// <param name="Blocks">Blocks of rejected rows that are committed.</param>
public sealed record Checkpoint(long Rows, int Chunk, int Blocks)
{
    public static readonly Checkpoint Start = new(0, 0, 0);
}

/// <summary>All that is kept of an import, in one row, so that counts, progress and checkpoint move together.</summary>
public sealed record StoredImport
{
    public static RowKind Kind { get; } = new('i', "import", PartitionKind.Imports) { Trace = Traces.Imports };

    public required ImportRecord Record { get; init; }

    public required ImportOptions Options { get; init; }

    public required SourceBlob Blob { get; init; }

    public required DateTimeOffset Registered { get; init; }

    /// <summary>SHA-256 of the file, where it came with an idempotency key: a repeat sends the same file.</summary>
    public string? FileHash { get; init; }

    /// <summary>Null until the file was recognised.</summary>
    public FileReading? Reading { get; init; }

    public Checkpoint Checkpoint { get; init; } = Checkpoint.Start;

    /// <summary>Null until the header row was read.</summary>
    public ImportStage? Stage { get; init; }

    /// <summary>What the import would do; null where nothing was planned.</summary>
    public ListExtent? Plan { get; init; }

    /// <summary>What it did otherwise than planned, or, taking another back, had to leave.</summary>
    public ListExtent? Report { get; init; }

    /// <summary>By the target's partition: its newest change when the plan was begun. What is newer than this is not deleted.</summary>
    public IReadOnlyList<long>? PlannedAt { get; init; }

    /// <summary>As it was when it began to be taken back.</summary>
    public ImportStatus? StatusBeforeUndo { get; init; }

    /// <summary>Where taking another import back has come to: by the target's partition the last of its operations that is dealt with.</summary>
    public IReadOnlyList<string>? Undone { get; init; }

    /// <summary>Runs that began since the checkpoint last moved.</summary>
    public int Attempts { get; init; }

    /// <summary>When this row was last written: what is unfinished and silent for long has lost its message.</summary>
    public required DateTimeOffset Saved { get; init; }

    /// <summary>Whether somebody has agreed to what was planned.</summary>
    public bool IsApplied { get; init; }

    /// <summary>Whether somebody has said what encoding the file is in, or agreed to the likeliest.</summary>
    public bool IsEncodingSettled { get; init; }

    /// <summary>What may still be there of its files. Nothing is begun that needs what is no longer.</summary>
    public KeptFiles Kept { get; init; }

    /// <summary>As <see cref="Kept"/>, once the rest is deleted.</summary>
    public KeptFiles Forgotten { get; init; }

    /// <summary>Whether what was planned waits for somebody who says so; that needs the file.</summary>
    [JsonIgnore]
    public bool CanBeApplied => Record is { UndoneBy: null, Status: ImportStatus.Waiting } or { UndoneBy: null, Status: ImportStatus.Done, DryRun: true };

    /// <summary>As it is when what was planned is going to be written.</summary>
    public StoredImport ToWriting() => this with
    {
        Record = Record.WithoutRows() with { Planned = Record.Planned ?? Record.Rows },
        Stage = ImportStage.Writing,
        Checkpoint = Checkpoint.Start,
        Attempts = 0,
    };

    /// <summary>Whether it has stopped as nobody can tell from its bytes what encoding the file is in.</summary>
    [JsonIgnore]
    public bool WaitsForEncoding => Record is { Status: ImportStatus.Waiting, Problem: { } problem } && problem.Code == ImportProblems.EncodingUnsure.Code;

    /// <summary>As it is when its file is going to be read in the encoding: recognised anew, and asked about no more.</summary>
    public StoredImport ReadAs(string encoding) => this with
    {
        Record = Record with { Status = ImportStatus.Queued, Problem = null, Layout = null, Delimiter = null, Confidence = null, Recognition = null, Warnings = null, Columns = null },
        Options = Options with { Encoding = encoding },
        Reading = null,
        Attempts = 0,
        IsEncodingSettled = true,
    };

    [JsonIgnore]
    public bool IsFinished => Record.Status is not (ImportStatus.Queued or ImportStatus.Running);

    /// <summary>The row as it was read, for the next write.</summary>
    [JsonIgnore]
    public StoredRow? Row { get; init; }

    [JsonIgnore]
    public TenantId Tenant { get; init; }
}
