using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Decides for each row, in the file's order, whether it is a contact, and which. It remembers what it decided, so that a second row for the same contact is
/// told, and after a restart it is led through the rows before, so that it knows what the first run knew.
/// </summary>
internal sealed class RowPlanner(
    IRowMapper mapper, ContactRules rules, LoadedIndex loaded, ImportTarget target, ImportOptions options, IReadOnlyDictionary<int, WrittenRow> written)
{
    private readonly MatchIndex index = loaded.Index;
    private readonly MatchedLines lines = loaded.Lines;
    private readonly RowChecker checker = new(mapper, rules);
    private readonly AmbiguousRows ambiguous = new();

    /// <summary>Rows of which nobody can tell whom they name.</summary>
    public int Unreadable { get; private set; }

    public PlannedRow Plan(SourceRow row, int partition)
    {
        var plan = Read(row);
        if (plan.Outcome is not null)
        {
            return plan;
        }

        var keys = plan.Keys();
        return written.TryGetValue(row.Line, out var before)
            ? Recall(plan with { Outcome = before.Outcome, Written = before }, keys)
            : Match(plan, keys, partition);
    }

    /// <summary>A row that an earlier run has dealt with: only what it was matched to is of interest.</summary>
    public void Replay(SourceRow row)
    {
        var plan = Read(row);
        if (plan.Outcome is null)
        {
            Recall(plan, plan.Keys());
        }
    }

    /// <summary>A contact that no row has named, once all were read.</summary>
    public PlannedRow PlanLeft(int number, ContactId contact)
    {
        var (partition, plan) = (target.PartitionHolding(contact), PlannedRow.Left(number, contact, target.PartitionHolding(contact)));
        return written.TryGetValue(plan.Line, out var before) ? plan with { Outcome = before.Outcome, Written = before }
            : loaded.Contents.IsUnnamed(partition, contact.Unique) ? plan
            : plan with { Outcome = RowOutcome.Unchanged, Problem = RowProblems.ChangedSincePlan };
    }

    /// <summary>The contacts that no row has named so far.</summary>
    public IEnumerable<ContactId> Left() => loaded.Contents.Unnamed().Select(contact => target.IdOf(contact.Partition, contact.Unique));

    private PlannedRow Recall(PlannedRow plan, MatchKeys keys)
    {
        var match = index.Find(keys, plan.Signature);
        if (match.IsAmbiguous)
        {
            ambiguous.Note(plan.Row);
        }

        if (match.IsFound && lines.Of(match.Number) == 0)
        {
            lines.Set(match.Number, plan.Line);
        }

        return plan;
    }

    private PlannedRow Read(SourceRow row)
    {
        if (row.Problem is { } broken)
        {
            Unreadable++;
            return PlannedRow.Rejected(row, mapper.Locate(row, broken));
        }

        var draft = mapper.Map(row);
        if (draft.Problem is { } problem)
        {
            return Reject(row, draft.Contact, problem);
        }

        var check = checker.Check(row, target.Folder is null ? draft.Contact : draft.Contact with { Folder = target.Folder }, draft.Warnings);
        if (check.Problem is { } refused)
        {
            return Reject(row, draft.Contact, refused);
        }

        return new PlannedRow(row)
        {
            Contact = check.Contact,
            WrittenName = draft.Contact.Name.Full is { } full && check.Contact!.Name.Full == full.Trim() ? full : null,
            Action = draft.Action,
            Photo = draft.Photo,
            Uncut = draft.Uncut,
            Warnings = check.Warnings,
            Signature = NameSignature.Of(check.Contact!),
        };
    }

    private PlannedRow Reject(SourceRow row, Contact contact, RowProblem problem)
    {
        if (loaded.Contents.Count > 0)
        {
            loaded.Contents.Spare(MatchKeys.Of(contact, NameSignature.Of(contact)));
        }

        return PlannedRow.Rejected(row, problem);
    }

    private PlannedRow Match(PlannedRow plan, MatchKeys keys, int partition)
    {
        var match = index.Find(keys, plan.Signature);
        if (match.IsAmbiguous)
        {
            return Reject(plan.Row, plan.Contact!, ambiguous.Note(plan.Row) is { } first ? RowProblems.Duplicate(first)
                : RowProblems.Ambiguous);
        }

        return match.IsFound ? Meet(plan, keys, match.Number) : Make(plan, keys, partition);
    }

    private PlannedRow Meet(PlannedRow plan, MatchKeys keys, int number)
    {
        var line = lines.Of(number);
        if (line > 0)
        {
            return line == plan.Line ? plan with { Outcome = RowOutcome.Created } : PlannedRow.Rejected(plan.Row, RowProblems.Duplicate(line));
        }

        lines.Set(number, plan.Line);
        var (partition, unique) = index.Contacts.IdOf(number);
        var met = plan with { Target = target.IdOf(partition, unique), TargetPartition = partition };
        if (IsLeftAlone(plan.Action))
        {
            return met with { Outcome = RowOutcome.Unchanged, Warnings = [] };
        }

        if (plan.Action != RowAction.Delete)
        {
            index.AddKeys(number, keys, plan.Signature);
            Move(number, plan.Contact!.Folder);
        }

        return met;
    }

    /// <summary>Rows that name no folder leave contacts where they are.</summary>
    private void Move(int number, string? folder)
    {
        if (!index.IsDraft && folder is not null)
        {
            index.Contacts.Move(number, folder);
        }
    }

    private bool IsLeftAlone(RowAction action) => action == RowAction.Add || (action == RowAction.ByMode && options.Mode == ImportMode.AddOnly);

    private PlannedRow Make(PlannedRow plan, MatchKeys keys, int partition)
    {
        if (plan.Action is RowAction.Modify or RowAction.Delete)
        {
            return PlannedRow.Rejected(plan.Row, RowProblems.NoMatch);
        }

        var number = index.Add(partition, ImportId.ContactOf(target.Import, plan.Line), keys, plan.Signature, plan.Contact!.Folder);
        lines.Set(number, plan.Line);
        return plan;
    }
}
