using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import;

public enum ImportStatus
{
    Queued,
    Running,

    /// <summary>Stopped by the brake, or as its encoding is not sure, until somebody decides.</summary>
    Waiting,
    Done,

    /// <summary>It could not go on, though the file may be right.</summary>
    Failed,

    /// <summary>The file is none that can be imported; nothing was written.</summary>
    Rejected,
    Undone,
}

/// <summary>An import as callers see it: the resource of <c>/api/imports</c>.</summary>
public sealed record ImportRecord
{
    /// <summary>20 characters of <c>[0-9a-f]</c>; newer imports sort first.</summary>
    public required string Id { get; init; }

    /// <summary>The path below the tenant.</summary>
    public required string File { get; init; }

    /// <summary>The blob, container first.</summary>
    public required string Source { get; init; }

    /// <summary><c>member:ID</c>, <c>key:ID</c>, or <see cref="DroppedBy"/> for a file that lay in the container.</summary>
    public required string By { get; init; }

    public ImportStatus Status { get; init; }

    /// <summary>Whether it only says what it would do. False once it was applied.</summary>
    public bool DryRun { get; init; }

    public string? Layout { get; init; }

    public string? Encoding { get; init; }

    public string? Delimiter { get; init; }

    /// <summary>How sure encoding, delimiter and layout are, from 0 to 1: as sure as the least sure of them.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure each of them is.</summary>
    public RecognitionConfidence? Recognition { get; init; }

    /// <summary>
    /// What whoever gave the file should know: what was not sure and how to say it, and the first of the values that are told.
    /// </summary>
    public IReadOnlyList<ImportWarning>? Warnings { get; init; }

    /// <summary>
    /// How many values were no value of their kind and are kept as texts; what was left out is not among them. All of them are told by the
    /// plan, or by the report once rows are written.
    /// </summary>
    public long? KeptAsText { get; init; }

    /// <summary>What the columns were taken for, or may hold, where not all of them are known. Settled by a mapping of the same form.</summary>
    public IReadOnlyList<ProposedColumn>? Columns { get; init; }

    public ImportCounts Rows { get; init; } = new();

    /// <summary>What was planned, where everything was decided before anything was written.</summary>
    public ImportCounts? Planned { get; init; }

    /// <summary>From 0 to 1, by bytes.</summary>
    public double Progress { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public ImportProblem? Problem { get; init; }

    /// <summary>Until when it can be undone at least: as long is kept what was before. Null where there is nothing to undo.</summary>
    public DateTimeOffset? UndoableUntil { get; init; }

    /// <summary>The import that this one takes back.</summary>
    public string? Undoes { get; init; }

    /// <summary>The one that takes this one back, or has.</summary>
    public string? UndoneBy { get; init; }

    public const string DroppedBy = "storage:imports";

    /// <summary>Values that the record itself tells; they must fit into one row of the store.</summary>
    private const int MostValueWarnings = 100;

    /// <summary>The record with the first of these values told, and those counted that were kept as texts.</summary>
    internal ImportRecord With(IReadOnlyList<ImportWarning> told)
    {
        var room = Math.Max(0, MostValueWarnings - (Warnings?.Count(warning => warning.Line is not null) ?? 0));
        var kept = (KeptAsText ?? 0) + told.Count(warning => ValueFates.Of(warning.Code) == ValueFate.KeptAsText);
        return told.Count == 0
            ? this
            : this with { KeptAsText = kept == 0 ? null : kept, Warnings = [.. Warnings ?? [], .. told.Take(room)] };
    }

    /// <summary>The record before its rows are read.</summary>
    internal ImportRecord WithoutRows() => this with
    {
        Rows = new ImportCounts(),
        KeptAsText = null,
        Warnings = Warnings?.Where(warning => warning.Line is null).ToList() is { Count: > 0 } left ? left : null,
    };
}

/// <summary>How sure each part of what was recognised is, from 0 to 1.</summary>
public sealed record RecognitionConfidence(double Encoding, double Delimiter, double Layout);

/// <summary>
/// What became of the rows. Every row that is not blank is in exactly one of the five. Contacts that are deleted because no row names them are in
/// <see cref="Deleted"/> only, as they are no rows.
/// </summary>
public sealed record ImportCounts
{
    public long Total { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long Unchanged { get; init; }

    public long Deleted { get; init; }

    public long Rejected { get; init; }

    public ImportCounts With(RowOutcome outcome) => (this with { Total = Total + 1 }).Counting(outcome);

    /// <summary>A contact that no row names.</summary>
    public ImportCounts WithLeft(RowOutcome outcome) => outcome == RowOutcome.Deleted ? Counting(outcome) : this;

    private ImportCounts Counting(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Created => this with { Created = Created + 1 },
        RowOutcome.Updated => this with { Updated = Updated + 1 },
        RowOutcome.Unchanged => this with { Unchanged = Unchanged + 1 },
        RowOutcome.Deleted => this with { Deleted = Deleted + 1 },
        _ => this with { Rejected = Rejected + 1 },
    };
}

public enum RowOutcome
{
    Created,
    Updated,
    Unchanged,
    Deleted,
    Rejected,
}

/// <summary>Why a file was not imported: a stable code, a sentence, and where in the file, if anywhere.</summary>
public sealed record ImportProblem(string Code, string Message)
{
    public int? Line { get; init; }

    public string? Column { get; init; }
}
