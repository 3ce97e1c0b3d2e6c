namespace ServerlessContacts.Contacts;

/// <summary>Keeps a record's origins true when its contact changes.</summary>
public static class Provenance
{
    /// <summary>A new contact: every field from one source.</summary>
    public static ContactRecord Create(Contact contact, string actor, string source, DateTimeOffset at) => new()
    {
        Contact = contact,
        Created = at,
        Updated = at,
        UpdatedBy = actor,
        Origins = [new Origin(source, at, ContactFields.NamesOf(contact))],
    };

    /// <summary>The record with the contact's new state: changed fields come from the source, the others from where they came; null where nothing changed.</summary>
    public static ContactRecord? Update(ContactRecord record, Contact contact, string actor, string source, DateTimeOffset at)
    {
        var changed = ContactFields.Changed(record.Contact, contact);
        if (changed.Count == 0)
        {
            return null;
        }

        var present = ContactFields.Of(contact);
        var kept = record.Origins.Select(origin => origin with { Fields = [.. origin.Fields.Except(changed, StringComparer.Ordinal)] });
        Origin fresh = new(source, at, [.. changed.Where(present.ContainsKey)]);
        return record with
        {
            Contact = contact,
            Updated = at,
            UpdatedBy = actor,
            Origins = [.. kept.Append(fresh).Where(origin => origin.Fields.Count > 0)],
        };
    }

    /// <summary>The record with fields that are again as an earlier record had them: these come from where they came then, the others from where they come now.</summary>
    public static ContactRecord Return(ContactRecord record, Contact contact, ContactRecord earlier, IReadOnlyCollection<string> fields)
    {
        var kept = record.Origins.Select(origin => origin with { Fields = [.. origin.Fields.Except(fields, StringComparer.Ordinal)] });
        var returned = earlier.Origins.Select(origin => origin with { Fields = [.. origin.Fields.Intersect(fields, StringComparer.Ordinal)] });
        var origins = kept.Concat(returned).GroupBy(origin => (origin.Source, origin.At))
            .Select(group => new Origin(group.Key.Source, group.Key.At, [.. group.SelectMany(origin => origin.Fields)]));
        return record with { Contact = contact, Origins = [.. origins.Where(origin => origin.Fields.Count > 0)] };
    }
}
