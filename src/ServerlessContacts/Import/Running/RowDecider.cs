using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Import.Running;

/// <summary>Decides rows against the contacts as they are stored now, which may have changed since the index was loaded.</summary>
/// <param name="contacts">Where contacts are read.</param>
/// <param name="rules">What every contact goes through.</param>
/// <param name="target">Where the import writes.</param>
/// <param name="plannedAt">By partition its newest change when the import was planned; null where it was not.</param>
/// <param name="time">When values come from the row.</param>
internal sealed class RowDecider(StoredContacts contacts, ContactRules rules, ImportTarget target, IReadOnlyList<long>? plannedAt, TimeProvider time)
{
    /// <param name="rows">Those of one chunk.</param>
    /// <param name="partition">The partition of the chunk, where new contacts go.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<List<RowDecision>> DecideAsync(IReadOnlyList<PlannedRow> rows, int partition, CancellationToken cancellationToken)
    {
        var stored = await contacts.FindAsync(rows.Where(row => row.Outcome is null && row.Target is not null).Select(row => row.Target!), cancellationToken);
        return [.. rows.Select(row => Decide(row, row.Target is { } id ? stored.GetValueOrDefault(id) : null, partition))];
    }

    private RowDecision Decide(PlannedRow row, StoredContact? stored, int partition)
    {
        if (row.Outcome is { } known)
        {
            return RowDecision.Settled(row, known, row.Problem);
        }

        if (row.IsLeft)
        {
            return stored is null ? RowDecision.Settled(row, RowOutcome.Unchanged, RowProblems.NoMatch) : Delete(row, stored, RowOutcome.Unchanged);
        }

        if (stored is not null && CompatibleNames.Are(NameSignature.Of(stored.Record.Contact), row.Signature))
        {
            return row.Action == RowAction.Delete ? Delete(row, stored, RowOutcome.Rejected) : Update(row, stored);
        }

        return row.Action is RowAction.Modify or RowAction.Delete ? RowDecision.Settled(row, RowOutcome.Rejected, RowProblems.NoMatch) : Create(row, partition);
    }

    private RowDecision Create(PlannedRow row, int partition)
    {
        var record = Provenance.Create(row.Contact!, target.Actor, target.SourceOf(row.Line), time.GetUtcNow());
        var id = target.NewId(partition, row.Line);
        return new RowDecision(row, RowOutcome.Created) { Id = id, Partition = partition, After = row.Contact, Make = () => [ContactEdits.Create(id, record)] };
    }

    private RowDecision Update(PlannedRow row, StoredContact stored)
    {
        var known = stored.Record.Contact;
        var merged = ContactMerge.Apply(known, row.Contact!, row.WrittenName);
        if (known.Internal && !known.Emails.SequenceEqual(merged.Emails))
        {
            return RowDecision.Of(row, stored, RowOutcome.Rejected, RowProblems.InternalEmail);
        }

        var check = rules.Check(merged);
        if (!check.IsValid)
        {
            return RowDecision.Of(row, stored, RowOutcome.Rejected, new RowProblem(check.Problems[0].Code, check.Problems[0].Message));
        }

        return Provenance.Update(stored.Record, check.Contact, target.Actor, target.SourceOf(row.Line), time.GetUtcNow()) is { } record
            ? RowDecision.Of(row, stored, RowOutcome.Updated) with { After = check.Contact, Make = () => [ContactEdits.Change(stored, record)] }
            : RowDecision.Of(row, stored, RowOutcome.Unchanged);
    }

    /// <param name="otherwise">What becomes of the row where the contact is left, as nobody has agreed to its deletion as it is now.</param>
    private RowDecision Delete(PlannedRow row, StoredContact stored, RowOutcome otherwise) =>
        plannedAt is not null && stored.Version > plannedAt.ElementAtOrDefault(row.TargetPartition)
            ? RowDecision.Of(row, stored, otherwise, RowProblems.ChangedSincePlan)
            : RowDecision.Of(row, stored, RowOutcome.Deleted) with { Make = () => ContactEdits.Delete(stored, time.GetUtcNow()) };
}
