using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>What a row comes to once the store was asked: edits in one partition, or nothing more to do.</summary>
internal sealed record RowDecision(PlannedRow Row, RowOutcome Outcome, RowProblem? Problem = null)
{
    /// <summary>The contact that it is about, where it is about one.</summary>
    public ContactId? Id { get; init; }

    public int Partition { get; init; }

    public Contact? Before { get; init; }

    public Contact? After { get; init; }

    /// <summary>Makes the edits, which a plan has no need of; null where nothing is left to do.</summary>
    public Func<IReadOnlyList<Edit>>? Make { get; init; }

    public bool IsSettled => Make is null;

    /// <summary>
    /// What is to be told of the row's values; a row that is rejected tells why it is, and one that deletes its contact keeps none.
    /// </summary>
    public IReadOnlyList<RowProblem> Warnings => Outcome is RowOutcome.Rejected or RowOutcome.Deleted ? [] : Row.Warnings;

    /// <summary>A row that needs no edit, or that an earlier run has stored.</summary>
    public static RowDecision Settled(PlannedRow row, RowOutcome outcome, RowProblem? problem) => new(row, outcome, problem)
    {
        Id = row.Written?.Contact ?? row.Target,
        Before = row.Written?.Before,
        After = row.Written?.After,
    };

    public static RowDecision Of(PlannedRow row, StoredContact stored, RowOutcome outcome, RowProblem? problem = null) => new(row, outcome, problem)
    {
        Id = stored.Id,
        Partition = row.TargetPartition,
        Before = stored.Record.Contact,
    };
}
