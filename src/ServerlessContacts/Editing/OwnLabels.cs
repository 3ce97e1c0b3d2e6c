using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Editing;

/// <summary>The edits that tell others of a label's new name before any contact carries it: the groups of providers that the label stands for.</summary>
public delegate Task<IReadOnlyList<Edit>> LabelWishes(Partition owner, string label, string name, CancellationToken cancellationToken);

/// <summary>A label of a member's own contacts, and how many carry it.</summary>
public sealed record OwnLabel(string Name, int Count);

/// <summary>What became of a wish about a label.</summary>
public abstract record LabelResult
{
    private LabelResult()
    {
    }

    public sealed record Done(OwnLabel Label) : LabelResult;

    public sealed record Invalid(IReadOnlyList<FieldProblem> Problems) : LabelResult;

    /// <summary>None of the member's contacts carries it.</summary>
    public sealed record NotFound : LabelResult;
}

/// <summary>
/// The labels of one member's own contacts. A change goes through all contacts that carry the label, in full transactions; whoever repeats one that ended halfway
/// finishes it.
/// </summary>
public sealed class OwnLabels(Journal journal, ContactStore contacts, LabelWishes wishes, TimeProvider time)
{
    /// <summary>In the order of their names.</summary>
    public async Task<IReadOnlyList<OwnLabel>> AllAsync(TenantId tenant, MemberId member, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var contact in contacts.AllAsync(Partition.Member(tenant, member), cancellationToken))
        {
            foreach (var label in contact.Record.Contact.Labels)
            {
                counts[label] = counts.GetValueOrDefault(label) + 1;
            }
        }

        return [.. counts.Select(label => new OwnLabel(label.Key, label.Value))];
    }

    /// <summary>Gives the label another name. Where the member has a label of that name, the two become one.</summary>
    public async Task<LabelResult> RenameAsync(EditContext context, MemberId member, string label, string name, CancellationToken cancellationToken)
    {
        var check = context.Rules.Check(new Contact { Name = new ContactName { Full = "-" }, Labels = [name] });
        if (!check.IsValid || check.Contact.Labels is not [var clean])
        {
            return new LabelResult.Invalid([new FieldProblem("name", check.IsValid ? "required" : check.Problems[0].Code, check.IsValid ? "Expected a name." : check.Problems[0].Message)]);
        }

        var partition = Partition.Member(context.Tenant, member);
        if (!await CarryAsync(partition, label, cancellationToken).AnyAsync(cancellationToken))
        {
            return new LabelResult.NotFound();
        }

        if (!string.Equals(label, clean, StringComparison.Ordinal))
        {
            await WishAsync(partition, context, label, clean, cancellationToken);
            await ChangeAsync(partition, context, label, labels => labels.Select(one => string.Equals(one, label, StringComparison.Ordinal) ? clean : one), cancellationToken);
        }

        return new LabelResult.Done(new OwnLabel(clean, await CarryAsync(partition, clean, cancellationToken).CountAsync(cancellationToken)));
    }

    /// <summary>Takes the label off all contacts that carry it; false where none does.</summary>
    public async Task<bool> RemoveAsync(EditContext context, MemberId member, string label, CancellationToken cancellationToken)
    {
        var partition = Partition.Member(context.Tenant, member);
        return await ChangeAsync(partition, context, label, labels => labels.Where(one => !string.Equals(one, label, StringComparison.Ordinal)), cancellationToken);
    }

    private IAsyncEnumerable<StoredContact> CarryAsync(Partition partition, string label, CancellationToken cancellationToken) =>
        contacts.AllAsync(partition, cancellationToken).Where(contact => contact.Record.Contact.Labels.Contains(label, StringComparer.Ordinal));

    private async Task WishAsync(Partition partition, EditContext context, string label, string name, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(partition); ; retry.Again())
        {
            var edits = await wishes(partition, label, name, cancellationToken);
            if (edits.Count == 0 || (await journal.CommitAsync(partition, Operation.New(context.Caller.Actor), edits, cancellationToken)).IsStored)
            {
                return;
            }
        }
    }

    /// <summary>False where no contact carries the label.</summary>
    private async Task<bool> ChangeAsync(
        Partition partition, EditContext context, string label, Func<IEnumerable<string>, IEnumerable<string>> change, CancellationToken cancellationToken)
    {
        var isCarried = false;
        for (var retry = Retry.OnConflict(partition); ; retry.Again())
        {
            if (await CarryAsync(partition, label, cancellationToken).ToListAsync(cancellationToken) is not { Count: > 0 } left)
            {
                return isCarried;
            }

            isCarried = true;
            await StoreAsync(partition, context, [.. left.Select(contact => Edit(contact, context.Caller.Actor, change)).OfType<Edit>()], cancellationToken);
        }
    }

    private Edit? Edit(StoredContact contact, string actor, Func<IEnumerable<string>, IEnumerable<string>> change)
    {
        var before = contact.Record.Contact;
        var after = before with { Labels = [.. change(before.Labels).Distinct(StringComparer.Ordinal)] };
        return Provenance.Update(contact.Record, after, actor, actor, time.GetUtcNow()) is { } record ? ContactEdits.Change(contact, record) : null;
    }

    /// <summary>What somebody else changed meanwhile is met by the next round.</summary>
    private async Task StoreAsync(Partition partition, EditContext context, IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        for (var (at, size) = (0, new TransactionSize()); at < edits.Count; size = new TransactionSize())
        {
            var some = edits.Skip(at).TakeWhile(size.TryAdd).ToList();
            await journal.CommitAsync(partition, Operation.New(context.Caller.Actor), some, cancellationToken);
            at += some.Count;
        }
    }
}
