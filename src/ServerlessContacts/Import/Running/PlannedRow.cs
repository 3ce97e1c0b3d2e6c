using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Running;

/// <summary>A row with what is known of it before the store was asked.</summary>
internal sealed record PlannedRow(SourceRow Row)
{
    /// <summary>Contacts that no row names are numbered as if they were rows below any that a file can have.</summary>
    private const int FirstLeft = 0x4000_0000;

    public int Line => Row.Line;

    /// <summary>Set where nothing is left to do.</summary>
    public RowOutcome? Outcome { get; init; }

    public RowProblem? Problem { get; init; }

    /// <summary>What the row says, checked.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The full name, where the row has one and not only its parts.</summary>
    public string? WrittenName { get; init; }

    public string Signature { get; init; } = "";

    public RowAction Action { get; init; }

    /// <summary>What is to be told of its values.</summary>
    public IReadOnlyList<RowProblem> Warnings { get; init; } = [];

    /// <summary>Texts that were cut into several numbers.</summary>
    public IReadOnlyList<Phone> Uncut { get; init; } = [];

    /// <summary>The picture that the row brings.</summary>
    public VCardPhoto? Photo { get; init; }

    /// <summary>The contact that the row stands for; null for a new one.</summary>
    public ContactId? Target { get; init; }

    /// <summary>The partition of <see cref="Target"/>, by its place in the import's list.</summary>
    public int TargetPartition { get; init; }

    /// <summary>No row but a contact that no row names.</summary>
    public bool IsLeft { get; init; }

    /// <summary>What the plan says of it; null where nothing was planned.</summary>
    public ReadOnlyMemory<byte>? Planned { get; init; }

    /// <summary>What an earlier run has stored of it.</summary>
    public WrittenRow? Written { get; init; }

    /// <summary>By what the row's contact is found; only where the row is one.</summary>
    public MatchKeys Keys() =>
        MatchKeys.Of(Uncut.Count == 0 ? Contact! : Contact! with { Phones = [.. Contact.Phones, .. Uncut] }, Signature);

    public static PlannedRow Rejected(SourceRow row, RowProblem problem) => new(row) { Outcome = RowOutcome.Rejected, Problem = problem };

    public static PlannedRow Left(int number, ContactId contact, int partition) =>
        new(new SourceRow(FirstLeft + number, "", [])) { IsLeft = true, Target = contact, TargetPartition = partition, Action = RowAction.Delete };
}

/// <summary>Rows that are written together. Numbers and extents of chunks depend on the file alone, and after it on the contacts that no row names.</summary>
/// <param name="RowsRead">The file's rows up to and including this chunk's.</param>
/// <param name="BytesRead">How far the file was read when the chunk was complete; for progress.</param>
internal sealed record Chunk(int Number, int Partition, IReadOnlyList<PlannedRow> Rows, long RowsRead, long BytesRead);

/// <summary>What became of each of a chunk's rows, in their order, and what is to be listed of it.</summary>
internal sealed record ChunkResult(Chunk Chunk, IReadOnlyList<RowDecision> Decisions, JsonLines Listed);
