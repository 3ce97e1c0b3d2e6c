using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Import.Undoing;

/// <summary>
/// Takes one change of one contact back, as far as nobody has touched it since. A field is untouched while it has the value and the source that the change gave it;
/// one that has the value from before the change is back already.
/// </summary>
internal sealed class UndoDecider(ContactRules rules, string actor, TimeProvider time)
{
    /// <param name="change">What is taken back.</param>
    /// <param name="now">The contact as it is; null where it is not there.</param>
    /// <param name="deleted">The contact as it can be restored; null where it is there, or can no longer be restored.</param>
    public UndoDecision Decide(ContactChange change, StoredContact? now, StoredContact? deleted) => (change.Kind, now) switch
    {
        _ when change.IsErased => UndoDecision.Keep(new Kept(KeptReasons.Erased, change.Id, "")),
        (ChangeKind.Created, { } there) => Remove(change, there),
        (ChangeKind.Updated, { } there) => Return(change, there),
        (ChangeKind.Updated, null) => UndoDecision.Keep(new Kept(KeptReasons.Deleted, change.Id, change.After!.Contact.Caption) { At = deleted?.Record.Deleted }),
        (ChangeKind.Deleted, null) => Restore(change, deleted),
        _ => UndoDecision.Nothing,
    };

    private UndoDecision Remove(ContactChange change, StoredContact now)
    {
        var (made, there) = (new FieldStates(change.After!), new FieldStates(now.Record));
        var touched = made.Names.Union(there.Names, StringComparer.Ordinal).Where(field => !there.IsAs(made, field)).ToList();
        return touched.Count == 0
            ? new UndoDecision(RowOutcome.Deleted, ContactEdits.Delete(now, time.GetUtcNow()), [])
            : UndoDecision.Nothing with { Kept = [.. touched.Select(field => Keep(now, there, field))] };
    }

    private UndoDecision Return(ContactChange change, StoredContact now)
    {
        var (before, made, there) = (new FieldStates(change.Before!), new FieldStates(change.After!), new FieldStates(now.Record));
        var changed = ContactFields.Changed(change.Before!.Contact, change.After!.Contact).Where(field => !there.HasValueOf(before, field)).ToList();
        var back = changed.Where(field => there.IsAs(made, field) && !IsClaimed(now, field)).ToList();
        var kept = changed.Except(back, StringComparer.Ordinal).Select(field => Keep(now, there, field, before.ValueOf(field))).ToList();
        if (back.Count == 0)
        {
            return UndoDecision.Nothing with { Kept = kept };
        }

        var check = rules.Check(ContactFields.With(now.Record.Contact, change.Before.Contact, back));
        if (!check.IsValid)
        {
            kept.AddRange(back.Select(field => Keep(now, there, field, before.ValueOf(field)) with { Reason = check.Problems[0].Code }));
            return UndoDecision.Nothing with { Kept = kept };
        }

        var record = Provenance.Return(now.Record, check.Contact, change.Before, back) with { Updated = time.GetUtcNow(), UpdatedBy = actor };
        return new UndoDecision(RowOutcome.Updated, [ContactEdits.Change(now, record)], kept);
    }

    private static UndoDecision Restore(ContactChange change, StoredContact? deleted) => deleted is null
        ? UndoDecision.Keep(new Kept(KeptReasons.Purged, change.Id, change.Before!.Contact.Caption))
        : new UndoDecision(RowOutcome.Created, ContactEdits.Restore(deleted), []);

    /// <summary>The addresses of an internal contact are claimed; no import changes them, so it has become one since.</summary>
    private static bool IsClaimed(StoredContact now, string field) => field == "emails" && now.Record.Contact.Internal;

    private static Kept Keep(StoredContact now, FieldStates there, string field, JsonElement? before = null) =>
        new(IsClaimed(now, field) ? KeptReasons.EmailTaken : KeptReasons.Changed, now.Id, now.Record.Contact.Caption, field)
        {
            By = now.Record.OriginOf(field)?.Source ?? now.Record.UpdatedBy,
            At = now.Record.OriginOf(field)?.At ?? now.Record.Updated,
            Value = there.ValueOf(field),
            Before = before,
        };
}

/// <summary>The fields of a record with their values and where these came from.</summary>
internal sealed class FieldStates(ContactRecord record)
{
    private readonly IReadOnlyDictionary<string, JsonElement> values = ContactFields.Of(record.Contact);

    public IEnumerable<string> Names => values.Keys;

    public JsonElement? ValueOf(string field) => values.TryGetValue(field, out var value) ? value : null;

    public bool HasValueOf(FieldStates other, string field) => (ValueOf(field), other.ValueOf(field)) switch
    {
        (null, null) => true,
        ({ } one, { } another) => JsonElement.DeepEquals(one, another),
        _ => false,
    };

    public bool IsAs(FieldStates other, string field) => HasValueOf(other, field) && string.Equals(SourceOf(field), other.SourceOf(field), StringComparison.Ordinal);

    private string? SourceOf(string field) => record.OriginOf(field)?.Source;
}
