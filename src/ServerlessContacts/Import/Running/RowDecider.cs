using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>What a row comes to once the store was asked: edits in one partition, or nothing more to do.</summary>
internal sealed record RowDecision(PlannedRow Row, RowOutcome Outcome, RowProblem? Problem, int Partition, IReadOnlyList<Edit> Edits)
{
    public bool IsSettled => Edits.Count == 0;

    public static RowDecision Settled(PlannedRow row, RowOutcome outcome) => new(row, outcome, null, 0, []);

    public static RowDecision Rejected(PlannedRow row, RowProblem problem) => new(row, RowOutcome.Rejected, problem, 0, []);
}

/// <summary>Decides rows against the contacts as they are stored now, which may have changed since the index was loaded.</summary>
internal sealed class RowDecider(ContactRules rules, ImportTarget target, TimeProvider time)
{
    /// <param name="partition">The partition of the chunk, where new contacts go.</param>
    public RowDecision Decide(PlannedRow row, StoredContact? stored, int partition)
    {
        if (row.Outcome is { } known)
        {
            return new RowDecision(row, known, row.Problem, 0, []);
        }

        if (stored is not null && CompatibleNames.Are(NameSignature.Of(stored.Record.Contact), row.Signature))
        {
            return row.Action == RowAction.Delete ? Delete(row, stored) : Update(row, stored);
        }

        return row.Action is RowAction.Modify or RowAction.Delete ? RowDecision.Rejected(row, RowProblems.NoMatch) : Create(row, partition);
    }

    private RowDecision Create(PlannedRow row, int partition)
    {
        var record = Provenance.Create(row.Contact!, target.Actor, target.SourceOf(row.Line), time.GetUtcNow());
        return new RowDecision(row, RowOutcome.Created, null, partition, [ContactEdits.Create(target.NewId(partition, row.Line), record)]);
    }

    private RowDecision Update(PlannedRow row, StoredContact stored)
    {
        var known = stored.Record.Contact;
        var merged = ContactMerge.Apply(known, row.Contact!, row.WrittenName);
        if (known.Internal && !known.Emails.SequenceEqual(merged.Emails))
        {
            return RowDecision.Rejected(row, RowProblems.InternalEmail);
        }

        var check = rules.Check(merged);
        if (!check.IsValid)
        {
            return RowDecision.Rejected(row, new RowProblem(check.Problems[0].Code, check.Problems[0].Message));
        }

        return Provenance.Update(stored.Record, check.Contact, target.Actor, target.SourceOf(row.Line), time.GetUtcNow()) is { } record
            ? new RowDecision(row, RowOutcome.Updated, null, row.TargetPartition, [ContactEdits.Change(stored, record)])
            : RowDecision.Settled(row, RowOutcome.Unchanged);
    }

    private RowDecision Delete(PlannedRow row, StoredContact stored) =>
        new(row, RowOutcome.Deleted, null, row.TargetPartition, ContactEdits.Delete(stored, time.GetUtcNow()));
}
